"""What can go wrong, as one tree.

TimelineError                 every message says what, where and what to do
├── UsageError                the call or the command line asks for something that cannot be
├── ConfigError               timeline.toml: unknown key (nearest valid ones) or wrong value
├── InputError                a source that cannot be read at all
├── LanguageDataError         a rule file: path, rule id, problem, cure
├── OntologyError             an ontology table: path, row, problem
├── StoreError                a dataset that is missing, unfinished or broken
└── StageError                a stage failed on an article: stage, article, cause
"""


class TimelineError(Exception):
    """Base of all errors that the package raises on purpose."""


class UsageError(TimelineError):
    """The caller asked for something that does not exist or does not fit together."""


class ConfigError(TimelineError):
    """The configuration file does not say something that can be understood."""


class InputError(TimelineError):
    """A source cannot be read at all, so that not even a reject could name its contents."""


class LanguageDataError(TimelineError):
    """A language file is wrong. Raised when it is loaded, before any article is read."""

    def __init__(self, path: str, where: str, problem: str, hint: str) -> None:
        super().__init__(f"{path}: {where}: {problem}. {hint}")
        self.path, self.where, self.problem, self.hint = path, where, problem, hint

    def __reduce__(self) -> tuple[type["LanguageDataError"], tuple[str, ...]]:
        return type(self), (self.path, self.where, self.problem, self.hint)


class OntologyError(TimelineError):
    """An ontology table is wrong. Raised when it is loaded."""


class StoreError(TimelineError):
    """A dataset is missing, unfinished or does not hold what its manifest says."""


class StageError(TimelineError):
    """A stage failed on one article."""

    def __init__(self, stage: str, article_id: str, cause: str) -> None:
        super().__init__(f"{stage}: article {article_id}: {cause}")
        self.stage, self.article_id, self.cause = stage, article_id, cause

    def __reduce__(self) -> tuple[type["StageError"], tuple[str, ...]]:
        return type(self), (self.stage, self.article_id, self.cause)
