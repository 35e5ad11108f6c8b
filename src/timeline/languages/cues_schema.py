"""The shape of cues.toml: the words that say whether an event is a fact, who reports it, and where it stands. Words only."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from .loader import load_part

Words = tuple[str, ...]


class Cues(BaseModel):
    """Lemmas in lower case, unless a field says otherwise. What the engine does with each is said in `timeline.extract`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    negation: Words
    """Adverbs that deny their verb, and determiners that deny their noun."""
    negation_with_ne: Words
    """Those that deny only beside "ne": "plus", "personne"."""
    restriction: Words
    """What turns "ne" into "only"."""
    reflexive: Words
    """Reflexive pronouns, as forms."""
    clitic: Words
    """Reflexive pronouns that stand before their verb, as forms."""
    relative: Words
    """Relative pronouns, as forms."""
    of: Words
    of_verbs: Words = ()
    """Verbs that take an object and beside it a complement of theirs: "accuser l'armée d'un massacre". With other verbs such a
    complement belongs to the object; empty where the parser knows."""
    by: Words
    dative: Words
    """What an indirect object without a preposition stands for."""
    towards: Words
    """Prepositions that say the same as an indirect object: vers, towards."""
    future: Words
    """Auxiliaries of the future; `near_future` verbs are so only before an infinitive."""
    near_future: Words
    possible: Words
    """Modal verbs of possibility."""
    able: Words = ()
    """Those of them that deny their verb when they are denied themselves: "could not agree"."""
    obliged: Words
    """Modal verbs of duty."""
    wishing: Words = ()
    """Those of them that only tell what somebody holds to be right: should."""
    insist: Words = ()
    """Verbs of saying that ask for something with a clause in the subjunctive: "insisted that he resign"."""
    willing: Words
    """Adjectives and participles of readiness: "is ready to send"."""
    scheduled: Words = ()
    """Those of them that tell of a plan, not of readiness: due, expected."""
    disaster: Words = ()
    """Nouns of disasters that nobody wills: where an article opens with them, what is destroyed and killed is theirs."""
    causative: Words = ()
    """Verbs that bring about what their infinitive says: "faire décoller"."""
    control: Words
    """Verbs that share their subject and their factuality with the infinitive they govern: decide, begin, manage."""
    plan: Words
    desire: Words = ()
    """Those of them whose object is only wished for: "wants a truce"."""
    refuse: Words
    attempt: Words
    fail: Words
    anyone: Words = ()
    """Pronouns that stand for nobody in particular: "you can …", quiconque."""
    direct: Words
    """Verbs that ask or advise others: what they govern is no fact, whoever asks."""
    fear: Words
    deny: Words
    report: Words
    """Verbs of saying: what they govern is attributed to their subject."""
    according: Words
    """Phrases before a source, as written in lower case: "according to"."""
    light: Words
    """Verbs that carry an event noun as their object: hold talks, mener une attaque."""
    undergo: Words
    """Light verbs whose subject suffers the event: essuyer des tirs."""
    plain_particle: Words = ()
    """Verbs with a particle that leaves their sense as it is: "send out". With any other, a verb is another verb: "throw out"."""
    unaccusative: Words
    """Intransitive verbs that form their past with être: never passive."""
    occur: Words
    """Verbs whose subject is the event: take place, se produire."""
    harm: Words
    """Those of them that say what the event did, and so stand for it themselves: kill, faire (des morts)."""
    hypothetical_noun: Words
    """Nouns whose complement is only imagined: risk, opposition, appel."""
    governing_noun: Words
    """Other nouns that take a complement: what follows them with one of their prepositions belongs to them."""
    quantity_noun: Words = ()
    """Nouns that count or bundle what follows them: a series of strikes, une vague d'arrestations."""
    definite: Words = ()
    """Articles of what is known: "the talks"."""
    decided: Words = ()
    """Nouns of decisions, which are carried out: "the decision to ban the party"."""
    wanted: Words = ()
    """Nouns of talks and texts whose complement is still only wanted: "talks on a ceasefire", "a draft treaty"."""
    bound_for: Words = ()
    """Verbs of coming and being, with what one came for or came under: "flew to Oslo for talks", "came under siege"."""
    under: Words = ()
    """Prepositions of what is suffered: "under siege"."""
    topic_noun: Words = ()
    """Nouns whose complement is only spoken of: "la question des violences"."""
    mention: Words = ()
    """Nouns with which a light verb only tells of what follows: "faire état de"."""
    retell: Words = ()
    """Verbs whose object is told again, as history or a story: retracer, commémorer."""
    staged: Words = ()
    """Nouns of matches, films and books: beside them a strike or a murder is a figure of speech or a plot, unless a state or
    an armed group takes part."""
    forces: Words = ()
    """Nouns of armed bodies: what is "of" one of them is done by it."""
    suffering: Words = ()
    """Nouns that make a victim of their subject: "faire l'objet de", "was the target of"."""
    attacks: Words = ()
    """Event nouns whose complement behind "against" or "on" suffers them: attack, raid, violence."""
    measures: Words = ()
    """Those of `hurting` that one may ask for: who is to be arrested or tried is whom the demand is aimed at."""
    hurting: Words = ()
    """Event nouns whose "of" complement suffers them, and so is nobody's target who speaks of them: killing, arrestation."""
    hypothetical_adjective: Words
    planned_adjective: Words
    past_adjective: Words = ()
    if_marker: Words
    factual_marker: Words
    """Conjunctions of clauses that tell facts, whatever they hang on: while, après que."""
    ahead: Words = ()
    """Conjunctions before what has not happened yet, if it is told in the present: "before more people are killed"."""
    unless_marker: Words
    prepare: Words
    """Verbs of readiness to act: to prepare an attack is to mobilise."""
    purpose_marker: Words
    aimed: Words = ()
    """Verbs and participles that set an aim with a preposition of `aimed_at`: "focused on defending the coast"."""
    aimed_at: Words = ()
    means: Words = ()
    """Verbs of means: what they are used for is done: "used batons to break up the march"."""
    enacted: Words = ()
    """Verbs and nouns of what is done by doing something else for it: "shut their shops to protest", "in protest"."""
    fiction: Words = ()
    """Nouns of works that tell a story: what they tell in the present has not happened."""
    private: Words = ()
    """Nouns of people of sport and the arts: what they say and whom they meet is no event of public life."""
    fear_marker: Words
    """As written: "de peur", "lest"."""
    without_marker: Words
    since: Words
    """Prepositions before the beginning of what goes on until the text was published."""
    until: Words
    occasion: Words
    """Nouns that take up the event just told: "à cette occasion"."""
    during: Words
    """Prepositions that put one event inside another, or inside its place: lors de, during."""
    presupposing: Words = ()
    """Prepositions of a cause, which is a fact whatever comes of it: "will meet over the invasion"."""
    place: Words
    """Prepositions before a place."""
    between: Words
    among: Words
    """Prepositions that join a party to an event whatever the parse says: avec, contre."""
    habitual_present: bool = False
    """Whether the simple present tells habits, not what goes on now."""


@cache
def cues(language: str) -> Cues:
    """The cues of a language. Raises LanguageDataError."""
    return load_part(language, "cues", Cues)
