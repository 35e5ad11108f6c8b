"""Who did what to whom, by construction: each row is a sentence, its trigger, who acts and to whom it is done."""

import pytest

from timeline.pipeline.analysis import find_events
from timeline.records import Role

Row = tuple[str, str, tuple[str, ...], tuple[str, ...]]

ENGLISH: dict[str, Row] = {
    "a list of three": (
        "The bishop, the sheriff and four nurses criticised the minister on Tuesday.",
        "criticised",
        ("The bishop", "the sheriff", "nurses"),
        ("the minister",),
    ),
    "an adjective for a noun in a list": (
        "Rebel fighters and the general signed a trade agreement.",
        "signed",
        ("Rebel fighters", "the general"),
        (),
    ),
    "an apposition within a list": (
        "Talks between Ana Roy, a lawyer for the pilots, and Syrian refugees began on Monday.",
        "Talks",
        ("Ana Roy, a lawyer for the pilots", "Syrian refugees"),
        (),
    ),
    "an apposition is no list": (
        "Paul Hart, a farmer and councillor, accused the mayor of fraud.",
        "accused",
        ("Paul Hart",),
        ("the mayor",),
    ),
    "a relative behind an apposition": (
        "Ana Roy, a lawyer for the pilots, who accused the police of torture, spoke on Monday.",
        "accused",
        ("Ana Roy, a lawyer for the pilots",),
        ("the police",),
    ),
    "a target behind the agent of a noun": (
        "An attack by gunmen on fishermen left six dead.",
        "attack",
        ("gunmen",),
        ("fishermen",),
    ),
    "a noun of people before a deed": ("An insurgent mortar attack hit the barracks.", "hit", ("insurgent",), ()),
    "what a deed's name says of its doer": (
        "A jihadist ambush killed four peacekeepers.",
        "killed",
        ("jihadist",),
        ("peacekeepers",),
    ),
    "a kind of deed": ("A terrorist attack killed six pilgrims on Friday.", "killed", (), ("pilgrims",)),
    "a title with its possessor": (
        "The movement's leader, Omar Hadi, attacked the judges on Monday.",
        "attacked",
        ("The movement's leader, Omar Hadi",),
        ("the judges",),
    ),
    "behind a dateline": (
        "OSLO — Prime Minister Ane Berg on Monday condemned the bishops.",
        "condemned",
        ("Prime Minister Ane Berg",),
        ("the bishops",),
    ),
    "a particle that governs a noun": (
        "Two mayors have called on Ane Berg to resign over his failure to act.",
        "called on",
        ("Two mayors",),
        ("Ane Berg",),
    ),
    "an object of two verbs": (
        "Rebel fighters continue to forcibly displace and starve villagers.",
        "displace",
        ("Rebel fighters",),
        ("villagers",),
    ),
    "a pronoun that suffers": ("He was later detained by police.", "detained", ("police",), ("He",)),
    "whom an attack hurts is not condemned": (
        "The union condemned the attack on the school.",
        "condemned",
        ("The union",),
        (),
    ),
    "who faces a deed": ("The army faces accusations of torture.", "accusations", (), ("The army",)),
    "a pronoun that is not the subject": (
        "Mr Roy urged him to resign.",
        "urged",
        ("Mr Roy",),
        ("him",),
    ),
    "who is asked, behind for": (
        "Two mayors called for the withdrawal of the soldiers.",
        "called for",
        ("Two mayors",),
        ("the soldiers",),
    ),
    "an object relative": (
        "A French nurse, whom angry relatives released on Monday, went home.",
        "released",
        ("angry relatives",),
        ("A French nurse",),
    ),
    "a public body before a deed": ("The ministry was hit by government lawsuits.", "lawsuits", ("government",), ()),
    "talks that are entered": (
        "Gabon is believed to be about to open negotiations with the rebels.",
        "negotiations",
        ("Gabon", "the rebels"),
        (),
    ),
    "an amount of people": ("Thousands marched in Oslo on Monday.", "marched", ("Thousands",), ()),
    "an amount of people as victims": ("The blast killed two nuns and wounded dozens.", "wounded", (), ("dozens",)),
    "a relative passive is no doer": (
        "The Hamas-led attack on Israel, in which 40 monks were killed, went on.",
        "attack",
        ("Hamas",),
        ("Israel",),
    ),
    "a visit that is paid": (
        "Police and soldiers paid a visit to the nuns.",
        "visit",
        ("Police", "soldiers"),
        ("the nuns",),
    ),
}

FRENCH: dict[str, Row] = {
    "two subjects": (
        "La police et l'armée ont critiqué le projet mais ont félicité les pompiers.",
        "félicité",
        ("La police", "l'armée"),
        ("les pompiers",),
    ),
    "a list of three": (
        "Le maire, le préfet et trois évêques ont exhorté les pêcheurs à partir.",
        "exhorté",
        ("Le maire", "le préfet", "trois évêques"),
        ("les pêcheurs",),
    ),
    "two subjects behind a day and a place": (
        "Vendredi, à Oslo, le Pérou et le Chili avaient critiqué séparément les évêques.",
        "critiqué",
        ("Pérou", "Chili"),
        ("les évêques",),
    ),
    "whose weapons were told before": (
        "Des missiles russes ont tué un pêcheur. Deux missiles ont touché les villageois.",
        "touché",
        ("Deux missiles",),
        ("les villageois",),
    ),
    "the make of a weapon": ("Deux missiles Zubrik ont touché les pêcheurs.", "touché", (), ("les pêcheurs",)),
    "a time is no member of a list": (
        "Cette semaine, le préfet et l'évêque ont critiqué le gouvernement.",
        "critiqué",
        ("le préfet", "l'évêque"),
        ("le gouvernement",),
    ),
    "an apposition within a list": (
        "Le chef du mouvement, Omar Hadi, et les syndicats ont signé un accord commercial.",
        "signé",
        ("chef du mouvement, Omar Hadi", "les syndicats"),
        (),
    ),
    "two names behind one preposition": (
        "Téhéran a tiré sur Moscou et Minsk près du pont.",
        "tiré sur",
        ("Téhéran",),
        ("Moscou", "Minsk"),
    ),
    "a day inside the perfect": (
        "Après un long silence, Oslo a lundi condamné les pirates.",
        "condamné",
        ("Oslo",),
        ("les pirates",),
    ),
    "a speaker behind the verb": (
        "« Nous partirons », ont déclaré deux députés de la majorité, qui ont critiqué le général.",
        "critiqué",
        ("deux députés de la majorité",),
        ("le général",),
    ),
    "whose": (
        "Téhéran, dont l'attaque contre le ministère a choqué la région, n'a rien dit.",
        "attaque",
        ("Téhéran",),
        ("le ministère",),
    ),
    "a relative with its preposition": (
        "Oslo, auquel Paris a demandé des explications, se tait.",
        "demandé",
        ("Paris",),
        ("Oslo",),
    ),
    "a target behind the agent of a noun": (
        "Le raid mené mercredi par deux élus de la majorité contre le général a duré une heure.",
        "raid",
        ("deux élus de la majorité",),
        ("le général",),
    ),
    "an active verb read as a passive": (
        "Des riverains en colère ont libéré les habitants du camp.",
        "libéré",
        ("Des riverains",),
        ("les habitants",),
    ),
    "a pronoun behind its verb": (
        "« C'est un affront pour les villageois », déplore-t-elle.",
        "déplore",
        ("elle",),
        (),
    ),
    "a name behind the complements of its title": (
        "La correspondante de la chaîne de télévision en Égypte, Ana Roy, a critiqué les évêques.",
        "critiqué",
        ("correspondante de la chaîne de télévision en Égypte, Ana Roy",),
        ("les évêques",),
    ),
    "a title that is another's": (
        "Prenant la parole devant le juge, Ana Roy a accusé la police de torture.",
        "accusé",
        ("Ana Roy",),
        ("la police",),
    ),
    "whom an attack hurts is not condemned": (
        "L'ONU a condamné les agressions contre les évêques.",
        "condamné",
        ("ONU",),
        (),
    ),
    "who does a deed that is the subject": (
        "L'attaque du Brésil contre les pêcheurs a fait six morts.",
        "fait six morts",
        ("Brésil",),
        ("les pêcheurs",),
    ),
    "whose, of two": (
        "La police et l'armée, dont l'attaque contre les évêques a choqué la région, n'ont rien dit.",
        "attaque",
        ("La police", "l'armée"),
        ("les évêques",),
    ),
    "a noun that is no party": (
        "Le coup d'État a été condamné par l'Union africaine.",
        "condamné",
        ("Union africaine",),
        (),
    ),
    "a noun read as an adjective of the day": (
        "Deux élus de la majorité ont attaqué les humanitaires mardi.",
        "attaqué",
        ("Deux élus de la majorité",),
        ("les humanitaires",),
    ),
    "who is made to leave": (
        "Des rebelles ont forcé deux villageois à quitter la ville.",
        "quitter",
        ("deux villageois",),
        (),
    ),
    "a speaker behind a quotation": (
        "« Ce budget est une honte », a dénoncé mardi la CGT.",
        "dénoncé",
        ("CGT",),
        (),
    ),
    "a speaker right behind a quotation": (
        "« Le problème est connu, il faut agir » dénonce le sous-préfet.",
        "dénonce",
        ("le sous-préfet",),
        (),
    ),
    "a quotation that opens at the verb": (
        "Lors de sa visite, M. Berg « a critiqué les évêques » du pays.",
        "critiqué",
        ("M. Berg",),
        ("les évêques",),
    ),
    "an object that follows no quotation": (
        "Le maire, qui a été élu en mai, dénonce le sous-préfet.",
        "dénonce",
        ("Le maire",),
        ("le sous-préfet",),
    ),
    "a name behind a phrase of place": (
        "Sur les réseaux, Paul Roy (UMP) a critiqué les évêques.",
        "critiqué",
        ("Paul Roy",),
        ("les évêques",),
    ),
    "an agent behind a complement": (
        "Le maire a été accusé de corruption par deux pompiers.",
        "accusé",
        ("deux pompiers",),
        ("Le maire",),
    ),
    "a clitic that is always a dative": (
        "Les pompiers attendaient. Le pape leur a demandé pardon.",
        "demandé pardon",
        ("Le pape",),
        ("leur",),
    ),
    "a name with an article in it": (
        "Marine Le Goff reproche à Paul Roy d'avoir abandonné les mineurs.",
        "reproche à",
        ("Marine Le Goff",),
        ("Paul Roy",),
    ),
    "a name that is an office": (
        "Bruno Le Maire a reçu les syndicats.",
        "reçu",
        ("Bruno Le Maire",),
        ("les syndicats",),
    ),
    "whom one calls on": (
        "Paul Roy a de nouveau appelé Ana Berg à cesser ses attaques contre le Chili.",
        "appelé Ana Berg à",
        ("Paul Roy",),
        ("Ana Berg",),
    ),
    "a subject before whose": (
        "Le maire de Brest, Paul Roy, dont la police municipale a arrêté deux militants, s'est félicité de cette opération.",
        "félicité",
        ("maire de Brest, Paul Roy",),
        (),
    ),
    "we who ask a body": (
        "Nous demandons au gouvernement de retirer sa réforme.",
        "demandons au",
        ("Nous",),
        ("gouvernement",),
    ),
    "I who ask": ("J'appelle le gouvernement à agir.", "appelle le gouvernement à", ("J'",), ("le gouvernement",)),
    "a root that is a subject": ("Chirac l'a malgré cela soutenu en 1997.", "soutenu", ("Chirac",), ()),
    "a clitic where the deed takes people": (
        "Le juge est sévère. Sur l'action civile, il le condamne à un an de prison.",
        "condamne",
        ("il",),
        ("le",),
    ),
    "a doer by its ending": (
        "Deux pharmaciens ont accusé les villageois de fraude.",
        "accusé",
        ("Deux pharmaciens",),
        ("les villageois",),
    ),
}


def roles(text: str, trigger: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = [m for m in find_events(text, language=language) if m.text == trigger]
    assert found, f"no {trigger!r} in {text!r}"
    who = found[0].actors
    return (
        tuple(a.text for a in who if a.role is Role.ACTOR),
        tuple(a.text for a in who if a.role is Role.RECIPIENT),
    )


@pytest.mark.parametrize("name", ENGLISH)
def test_english(name: str) -> None:
    text, trigger, actors, recipients = ENGLISH[name]
    assert roles(text, trigger, "en") == (actors, recipients)


@pytest.mark.parametrize("name", FRENCH)
def test_french(name: str) -> None:
    text, trigger, actors, recipients = FRENCH[name]
    assert roles(text, trigger, "fr") == (actors, recipients)
