"""What the fictional officers began to write, or sent and somebody else must sign first.

No state, person, address, company, account or flight in these texts exists.
"""

from __future__ import annotations

from typing import Final

from detente.node.queries.desk import Draft

TRANSFERS_DRAFT: Final = Draft(
    kind="notification",
    message="notification",
    to="QAM",
    topic="ct",
    purpose="prevent-terrorism",
    law="اتفاق مرسى النور لمكافحة الإرهاب",
    law_ref="المادة 7",
    subject="Virements fractionnés vers trois comptes neufs de Port-Clair",
    own_ref="VAL-2026-0907",
    text=(
        "À la suite de votre réponse sur Sarhaoui Fret, nous avons trouvé à Port-Clair trois comptes ouverts la même "
        "semaine par des proches de Tareq al-Safadi (طارق الصفدي).\n\nIls ont reçu, en onze virements"
    ),
    lang="fr",
    tlp="AMBER",
    h=("H2",),
)
FLIGHT_DRAFT: Final = Draft(
    kind="answer",
    message="part",
    to="QAM",
    topic="ct",
    own_ref="ZOR-2026-0421",
    text="Идрис Марваль на рейс ZR 208 сел, место 14C. Самир Кован в списке не значится; проверяем запись камер.",
    lang="ru",
    tlp="AMBER",
    h=("H2",),
)
RETURN_DRAFT: Final = Draft(
    kind="notification",
    message="notification",
    to="VAL",
    topic="ct",
    purpose="prevent-terrorism",
    subject="عودة متوقعة لمواطنة: إليز مارفو",
    lang="ar",
)
MEETING_DRAFT: Final = Draft(
    kind="notification",
    message="notification",
    to="ZOR",
    topic="ct",
    purpose="prevent-terrorism",
    law="Accord de Port-Clair contre le terrorisme",
    subject="Rencontre observée au 4 quai des Forges",
    own_ref="VAL-2026-0921",
    text=(
        "L’atelier a rouvert hier soir pour deux heures. Trois hommes y sont entrés séparément ; l’un d’eux portait un "
        "sac qu’il n’avait plus en sortant. Nous poursuivons l’observation."
    ),
    lang="fr",
    tlp="AMBER",
    h=("H2",),
)
