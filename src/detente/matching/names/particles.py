"""Words of a name that say little about who it is: articles, words for son or father of, titles, marks of generation.

They stay in the name, because "Abu Bakr" without "Abu" is less, but weigh little, and nothing is contradicted by them.
"""

from __future__ import annotations

from typing import Final

_PARTICLES: Final = (
    "al el ul il ol as ash ar an ad adh at az ar ad ez es ed er en de del della di da do dos das du des la le las los "
    "y e i "
    "von van der den vom zu zum zur af av bin ben ibn bint binte bte binti ould wuld walad uld wld beni banu bani bou "
    "bu abu "
    "abou abi aba umm um oum abd abdul abdel abdal abdol abdur ap mac mc o san santa st saint ter ten te het op "
    "zadeh zada zadah oglu ogly oghlu ugli kyzy qizi kizi uulu uly uli ال ابن بن بنت ابو أبو ابي أبي ام أم عبد آل ولد "
    "بو "
    "де фон ван дер аль эль бен бин ибн абу абд абдул оглы оглу кызы уулу улы בן בת בר אל אבו אבן דה ון ואן"
)
PARTICLES: Final = frozenset(_PARTICLES.split())
_TITLES: Final = (
    "mr mrs ms miss mister dr prof professor sir dame lady lord hon judge rev reverend father fr sister brother bishop "
    "pope "
    "saint sheikh shaykh sheik shaikh cheikh sheykh shaik sheihk mullah mulla mollah molla maulavi mawlawi maulawi "
    "moulavi "
    "mawlana maulana haji hajji hajj haj hadj hadji hagi alhaj alhaji qari imam ayatollah hojatoleslam sultan sayyid "
    "general brigadier colonel major captain lieutenant sergeant commander admiral marshal gen col maj capt lt cmdr "
    "brig "
    "staff chief king queen prince princess emir amir eng engineer ing lic don dona hakim ustad ustaz "
    "д-р др г-н генерал полковник майор капитан шейх мулла хаджи الشيخ شيخ الدكتور دكتور د الحاج حاج الملا ملا السيد "
    "سيد "
    'العميد اللواء العقيد الفريق المهندس المقدم الرائد الأستاذ ד"ר הרב רב מר גב פרופ'
)
TITLES: Final = frozenset(_TITLES.split())
_GENERATIONS: Final = "jr sr jnr snr junior senior ii iii iv filho neto hijo"
GENERATIONS: Final = frozenset(_GENERATIONS.split())

PATRONYMIC_ENDINGS: Final = (
    "ovich", "evich", "ievich", "ovitch", "evitch", "ovych", "evych", "yovych", "ovic", "evic", "avich", "yavich",
    "ovitj", "evitj", "ovits", "owicz", "ewicz", "ovna", "evna", "ivna", "yvna", "ichna", "inichna", "auna", "euna",
    "ovyč", "yevich", "yevna", "ievna", "ilyich", "ilich", "vich", "vitch",
)  # fmt: skip
"""As they end in Latin letters; a Cyrillic word is romanised before it is looked at."""
