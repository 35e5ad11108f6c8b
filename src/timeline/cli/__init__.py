"""The command line: parse, call, print, exit code. 0 is done, 1 is data that do not hold, 2 is a wrong call."""

import sys

DATA, USAGE, INTERRUPTED = 1, 2, 130


def main() -> None:
    """Runs the command line of this process and ends it. Errors of ours are one line on stderr; `--debug` shows the calls."""
    from timeline.errors import ConfigError, TimelineError, UsageError  # noqa: PLC0415 - so that Ctrl-C is caught while loading

    debug = "--debug" in sys.argv
    try:
        from .app import app  # noqa: PLC0415

        app([argument for argument in sys.argv[1:] if argument != "--debug"], prog_name="timeline")
    except TimelineError as error:
        if debug:
            raise
        _say(f"timeline: {error}")
        sys.exit(USAGE if isinstance(error, UsageError | ConfigError) else DATA)
    except KeyboardInterrupt:
        _say("timeline: stopped; the dataset is as it was before")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.exit(DATA)
    except Exception as error:
        if debug:
            raise
        _say(f"timeline: internal error, please report it ({type(error).__name__}: {error}). --debug shows where")
        sys.exit(DATA)


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
