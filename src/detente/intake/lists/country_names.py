"""Names of countries: a line each with the code of FollowTheMoney, the code of three letters, and the names.

English, French, Russian and Arabic from ISO 3166 and the Unicode CLDR, and forms that lists use; the last four are of
the past.
"""

from __future__ import annotations

from typing import Final

# ruff: noqa: E501 - a line of the table is a country
ROWS: Final = """\
ad and Andorra | Principality of Andorra | Andorre | Андорра | أندورا
ae are United Arab Emirates | Émirats arabes unis | ОАЭ | الإمارات العربية المتحدة | UAE | U.A.E.
af afg Afghanistan | Islamic Republic of Afghanistan | Афганистан | أفغانستان
ag atg Antigua and Barbuda | Antigua & Barbuda | Antigua-et-Barbuda | Антигуа и Барбуда | أنتيغوا وبربودا
ai aia Anguilla | Ангилья | أنغويلا
al alb Albania | Republic of Albania | Albanie | Албания | ألبانيا
am arm Armenia | Republic of Armenia | Arménie | Армения | أرمينيا
ao ago Angola | Republic of Angola | Ангола | أنغولا
aq ata Antarctica | Antarctique | Антарктида | أنتاركتيكا
ar arg Argentina | Argentine Republic | Argentine | Аргентина | الأرجنتين
as asm American Samoa | Samoa américaines | Американское Самоа | ساموا الأمريكية
at aut Austria | Republic of Austria | Autriche | Австрия | النمسا
au aus Australia | Australie | Австралия | أستراليا
aw abw Aruba | Аруба | أروبا
ax ala Åland Islands | Îles Åland | Аландские о-ва | جزر آلاند
az aze Azerbaijan | Republic of Azerbaijan | Azerbaïdjan | Азербайджан | أذربيجان
ba bih Bosnia and Herzegovina | Republic of Bosnia and Herzegovina | Bosnia & Herzegovina | Bosnie-Herzégovine | Босния и Герцеговина | البوسنة والهرسك | Bosnia-Herzegovina
bb brb Barbados | Barbade | Барбадос | بربادوس
bd bgd Bangladesh | People's Republic of Bangladesh | Бангладеш | بنغلاديش
be bel Belgium | Kingdom of Belgium | Belgique | Бельгия | بلجيكا
bf bfa Burkina Faso | Буркина-Фасо | بوركينا فاسو
bg bgr Bulgaria | Republic of Bulgaria | Bulgarie | Болгария | بلغاريا
bh bhr Bahrain | Kingdom of Bahrain | Bahreïn | Бахрейн | البحرين
bi bdi Burundi | Republic of Burundi | Бурунди | بوروندي
bj ben Benin | Republic of Benin | Bénin | Бенин | بنين
bl blm Saint Barthélemy | St. Barthélemy | Saint-Barthélemy | Сен-Бартелеми | سان بارتليمي
bm bmu Bermuda | Bermudes | Бермудские о-ва | برمودا
bn brn Brunei Darussalam | Brunei | Бруней | بروناي
bo bol Bolivia, Plurinational State of | Bolivia | Plurinational State of Bolivia | Bolivie | Боливия | بوليفيا | Bolivia (Plurinational State of)
bq bes Bonaire, Sint Eustatius and Saba | Caribbean Netherlands | Pays-Bas caribéens | Бонэйр, Синт-Эстатиус и Саба | هولندا الكاريبية
br bra Brazil | Federative Republic of Brazil | Brésil | Бразилия | البرازيل
bs bhs Bahamas | Commonwealth of the Bahamas | Багамы | جزر البهاما | The Bahamas | Bahamas, The
bt btn Bhutan | Kingdom of Bhutan | Bhoutan | Бутан | بوتان
bv bvt Bouvet Island | Île Bouvet | о-в Буве | جزيرة بوفيه
bw bwa Botswana | Republic of Botswana | Ботсвана | بوتسوانا
by blr Belarus | Republic of Belarus | Biélorussie | Беларусь | بيلاروس | Belorussia
bz blz Belize | Белиз | بليز
ca can Canada | Канада | كندا
cc cck Cocos (Keeling) Islands | Îles Cocos | Кокосовые о-ва | جزر كوكوس (كيلينغ)
cd cod Congo, The Democratic Republic of the | Congo - Kinshasa | Congo-Kinshasa | Конго - Киншаса | الكونغو - كينشاسا | Democratic Republic of the Congo | DR Congo | DRC | Congo, Democratic Republic of the | Zaire
cf caf Central African Republic | République centrafricaine | Центрально-Африканская Республика | جمهورية أفريقيا الوسطى | CAR
cg cog Congo | Republic of the Congo | Congo - Brazzaville | Congo-Brazzaville | Конго - Браззавиль | الكونغو - برازافيل | Congo, Republic of the
ch che Switzerland | Swiss Confederation | Suisse | Швейцария | سويسرا
ci civ Côte d'Ivoire | Republic of Côte d'Ivoire | Côte d’Ivoire | Кот-д’Ивуар | ساحل العاج | Cote d'Ivoire | Ivory Coast
ck cok Cook Islands | Îles Cook | о-ва Кука | جزر كوك
cl chl Chile | Republic of Chile | Chili | Чили | تشيلي
cm cmr Cameroon | Republic of Cameroon | Cameroun | Камерун | الكاميرون
cn chn China | People's Republic of China | Chine | Китай | الصين | PRC
co col Colombia | Republic of Colombia | Colombie | Колумбия | كولومبيا
cr cri Costa Rica | Republic of Costa Rica | Коста-Рика | كوستاريكا
cu cub Cuba | Republic of Cuba | Куба | كوبا
cv cpv Cabo Verde | Republic of Cabo Verde | Cape Verde | Cap-Vert | Кабо-Верде | الرأس الأخضر
cw cuw Curaçao | Кюрасао | كوراساو
cx cxr Christmas Island | Île Christmas | о-в Рождества | جزيرة كريسماس
cy cyp Cyprus | Republic of Cyprus | Chypre | Кипр | قبرص
cz cze Czechia | Czech Republic | Tchéquie | Чехия | التشيك
de deu Germany | Federal Republic of Germany | Allemagne | Германия | ألمانيا
dj dji Djibouti | Republic of Djibouti | Джибути | جيبوتي
dk dnk Denmark | Kingdom of Denmark | Danemark | Дания | الدانمرك
dm dma Dominica | Commonwealth of Dominica | Dominique | Доминика | دومينيكا
do dom Dominican Republic | République dominicaine | Доминиканская Республика | جمهورية الدومينيكان
dz dza Algeria | People's Democratic Republic of Algeria | Algérie | Алжир | الجزائر
ec ecu Ecuador | Republic of Ecuador | Équateur | Эквадор | الإكوادور
ee est Estonia | Republic of Estonia | Estonie | Эстония | إستونيا
eg egy Egypt | Arab Republic of Egypt | Égypte | Египет | مصر
eh esh Western Sahara | Sahara occidental | Западная Сахара | الصحراء الغربية
er eri Eritrea | the State of Eritrea | Érythrée | Эритрея | إريتريا
es esp Spain | Kingdom of Spain | Espagne | Испания | إسبانيا
et eth Ethiopia | Federal Democratic Republic of Ethiopia | Éthiopie | Эфиопия | إثيوبيا
fi fin Finland | Republic of Finland | Finlande | Финляндия | فنلندا
fj fji Fiji | Republic of Fiji | Fidji | Фиджи | فيجي
fk flk Falkland Islands (Malvinas) | Falkland Islands | Îles Malouines | Фолклендские о-ва | جزر فوكلاند
fm fsm Micronesia, Federated States of | Federated States of Micronesia | Micronesia | Micronésie | Федеративные Штаты Микронезии | ميكرونيزيا
fo fro Faroe Islands | Îles Féroé | Фарерские о-ва | جزر فارو
fr fra France | French Republic | Франция | فرنسا
ga gab Gabon | Gabonese Republic | Габон | الغابون
gb gbr United Kingdom | United Kingdom of Great Britain and Northern Ireland | Royaume-Uni | Великобритания | المملكة المتحدة | Great Britain | UK | U.K. | England | Scotland | Wales | Northern Ireland
gd grd Grenada | Grenade | Гренада | غرينادا
ge geo Georgia | Géorgie | Грузия | جورجيا
gf guf French Guiana | Guyane française | Французская Гвиана | غويانا الفرنسية
gg ggy Guernsey | Guernesey | Гернси | غيرنزي
gh gha Ghana | Republic of Ghana | Гана | غانا
gi gib Gibraltar | Гибралтар | جبل طارق
gl grl Greenland | Groenland | Гренландия | غرينلاند
gm gmb Gambia | Republic of the Gambia | Gambie | Гамбия | غامبيا | The Gambia | Gambia, The
gn gin Guinea | Republic of Guinea | Guinée | Гвинея | غينيا
gp glp Guadeloupe | Гваделупа | غوادلوب
gq gnq Equatorial Guinea | Republic of Equatorial Guinea | Guinée équatoriale | Экваториальная Гвинея | غينيا الاستوائية
gr grc Greece | Hellenic Republic | Grèce | Греция | اليونان
gs sgs South Georgia and the South Sandwich Islands | South Georgia & South Sandwich Islands | Géorgie du Sud-et-les Îles Sandwich du Sud | Южная Георгия и Южные Сандвичевы о-ва | جورجيا الجنوبية وجزر ساندويتش الجنوبية
gt gtm Guatemala | Republic of Guatemala | Гватемала | غواتيمالا
gu gum Guam | Гуам | غوام
gw gnb Guinea-Bissau | Republic of Guinea-Bissau | Guinée-Bissau | Гвинея-Бисау | غينيا بيساو
gy guy Guyana | Republic of Guyana | Гайана | غيانا
hk hkg Hong Kong | Hong Kong Special Administrative Region of China | Hong Kong SAR China | R.A.S. chinoise de Hong Kong | Гонконг (САР) | هونغ كونغ الصينية (منطقة إدارية خاصة)
hm hmd Heard Island and McDonald Islands | Heard & McDonald Islands | Îles Heard-et-MacDonald | о-ва Херд и Макдональд | جزيرة هيرد وجزر ماكدونالد
hn hnd Honduras | Republic of Honduras | Гондурас | هندوراس
hr hrv Croatia | Republic of Croatia | Croatie | Хорватия | كرواتيا
ht hti Haiti | Republic of Haiti | Haïti | Гаити | هايتي
hu hun Hungary | Hongrie | Венгрия | هنغاريا
id idn Indonesia | Republic of Indonesia | Indonésie | Индонезия | إندونيسيا
ie irl Ireland | Irlande | Ирландия | أيرلندا
il isr Israel | State of Israel | Israël | Израиль | إسرائيل
im imn Isle of Man | Île de Man | о-в Мэн | جزيرة مان
in ind India | Republic of India | Inde | Индия | الهند
io iot British Indian Ocean Territory | Territoire britannique de l’océan Indien | Британская территория в Индийском океане | الإقليم البريطاني في المحيط الهندي
iq irq Iraq | Republic of Iraq | Irak | Ирак | العراق
ir irn Iran, Islamic Republic of | Iran | Islamic Republic of Iran | Иран | إيران | Iran (Islamic Republic of)
is isl Iceland | Republic of Iceland | Islande | Исландия | آيسلندا
it ita Italy | Italian Republic | Italie | Италия | إيطاليا
je jey Jersey | Джерси | جيرسي
jm jam Jamaica | Jamaïque | Ямайка | جامايكا
jo jor Jordan | Hashemite Kingdom of Jordan | Jordanie | Иордания | الأردن
jp jpn Japan | Japon | Япония | اليابان
ke ken Kenya | Republic of Kenya | Кения | كينيا
kg kgz Kyrgyzstan | Kyrgyz Republic | Kirghizstan | Киргизия | قيرغيزستان | Kirghizia
kh khm Cambodia | Kingdom of Cambodia | Cambodge | Камбоджа | كمبوديا
ki kir Kiribati | Republic of Kiribati | Кирибати | كيريباتي
km com Comoros | Union of the Comoros | Comores | Коморы | جزر القمر
kn kna Saint Kitts and Nevis | St. Kitts & Nevis | Saint-Christophe-et-Niévès | Сент-Китс и Невис | سانت كيتس ونيفيس
kp prk Korea, Democratic People's Republic of | North Korea | Democratic People's Republic of Korea | Corée du Nord | КНДР | كوريا الشمالية | DPRK | Korea, North | Democratic People s Republic of Korea
kr kor Korea, Republic of | South Korea | Corée du Sud | Республика Корея | كوريا الجنوبية | Republic of Korea | Korea, South | Korea
kw kwt Kuwait | State of Kuwait | Koweït | Кувейт | الكويت
ky cym Cayman Islands | Îles Caïmans | о-ва Кайман | جزر كايمان
kz kaz Kazakhstan | Republic of Kazakhstan | Казахстан | كازاخستان
la lao Lao People's Democratic Republic | Laos | Лаос | لاوس
lb lbn Lebanon | Lebanese Republic | Liban | Ливан | لبنان
lc lca Saint Lucia | St. Lucia | Sainte-Lucie | Сент-Люсия | سانت لوسيا
li lie Liechtenstein | Principality of Liechtenstein | Лихтенштейн | ليختنشتاين
lk lka Sri Lanka | Democratic Socialist Republic of Sri Lanka | Шри-Ланка | سريلانكا
lr lbr Liberia | Republic of Liberia | Либерия | ليبيريا
ls lso Lesotho | Kingdom of Lesotho | Лесото | ليسوتو
lt ltu Lithuania | Republic of Lithuania | Lituanie | Литва | ليتوانيا
lu lux Luxembourg | Grand Duchy of Luxembourg | Люксембург | لوكسمبورغ
lv lva Latvia | Republic of Latvia | Lettonie | Латвия | لاتفيا
ly lby Libya | Libye | Ливия | ليبيا | Libyan Arab Jamahiriya | State of Libya
ma mar Morocco | Kingdom of Morocco | Maroc | Марокко | المغرب
mc mco Monaco | Principality of Monaco | Монако | موناكو
md mda Moldova, Republic of | Moldova | Republic of Moldova | Moldavie | Молдова | مولدوفا
me mne Montenegro | Monténégro | Черногория | الجبل الأسود
mf maf Saint Martin (French part) | St. Martin | Saint-Martin | Сен-Мартен | سان مارتن
mg mdg Madagascar | Republic of Madagascar | Мадагаскар | مدغشقر
mh mhl Marshall Islands | Republic of the Marshall Islands | Îles Marshall | Маршалловы о-ва | جزر مارشال
mk mkd North Macedonia | Republic of North Macedonia | Macédoine du Nord | Северная Македония | مقدونيا الشمالية | Macedonia | The former Yugoslav Republic of Macedonia
ml mli Mali | Republic of Mali | Мали | مالي
mm mmr Myanmar | Republic of Myanmar | Myanmar (Burma) | Myanmar (Birmanie) | Мьянма (Бирма) | ميانمار (بورما) | Burma
mn mng Mongolia | Mongolie | Монголия | منغوليا
mo mac Macao | Macao Special Administrative Region of China | Macao SAR China | R.A.S. chinoise de Macao | Макао (САР) | منطقة ماكاو الإدارية الخاصة | Macau
mp mnp Northern Mariana Islands | Commonwealth of the Northern Mariana Islands | Îles Mariannes du Nord | Северные Марианские о-ва | جزر ماريانا الشمالية
mq mtq Martinique | Мартиника | جزر المارتينيك
mr mrt Mauritania | Islamic Republic of Mauritania | Mauritanie | Мавритания | موريتانيا
ms msr Montserrat | Монтсеррат | مونتسرات
mt mlt Malta | Republic of Malta | Malte | Мальта | مالطا
mu mus Mauritius | Republic of Mauritius | Maurice | Маврикий | موريشيوس
mv mdv Maldives | Republic of Maldives | Мальдивы | جزر المالديف
mw mwi Malawi | Republic of Malawi | Малави | ملاوي
mx mex Mexico | United Mexican States | Mexique | Мексика | المكسيك
my mys Malaysia | Malaisie | Малайзия | ماليزيا
mz moz Mozambique | Republic of Mozambique | Мозамбик | موزمبيق
na nam Namibia | Republic of Namibia | Namibie | Намибия | ناميبيا
nc ncl New Caledonia | Nouvelle-Calédonie | Новая Каледония | كاليدونيا الجديدة
ne ner Niger | Republic of the Niger | Нигер | النيجر
nf nfk Norfolk Island | Île Norfolk | о-в Норфолк | جزيرة نورفولك
ng nga Nigeria | Federal Republic of Nigeria | Нигерия | نيجيريا
ni nic Nicaragua | Republic of Nicaragua | Никарагуа | نيكاراغوا
nl nld Netherlands | Kingdom of the Netherlands | Pays-Bas | Нидерланды | هولندا | The Netherlands | Holland
no nor Norway | Kingdom of Norway | Norvège | Норвегия | النرويج
np npl Nepal | Federal Democratic Republic of Nepal | Népal | Непал | نيبال
nr nru Nauru | Republic of Nauru | Науру | ناورو
nu niu Niue | Ниуэ | نيوي
nz nzl New Zealand | Nouvelle-Zélande | Новая Зеландия | نيوزيلندا
om omn Oman | Sultanate of Oman | Оман | عُمان
pa pan Panama | Republic of Panama | Панама | بنما
pe per Peru | Republic of Peru | Pérou | Перу | بيرو
pf pyf French Polynesia | Polynésie française | Французская Полинезия | بولينيزيا الفرنسية
pg png Papua New Guinea | Independent State of Papua New Guinea | Papouasie-Nouvelle-Guinée | Папуа — Новая Гвинея | بابوا غينيا الجديدة
ph phl Philippines | Republic of the Philippines | Филиппины | الفلبين | The Philippines
pk pak Pakistan | Islamic Republic of Pakistan | Пакистан | باكستان
pl pol Poland | Republic of Poland | Pologne | Польша | بولندا
pm spm Saint Pierre and Miquelon | St. Pierre & Miquelon | Saint-Pierre-et-Miquelon | Сен-Пьер и Микелон | سان بيير ومكويلون
pn pcn Pitcairn | Pitcairn Islands | Îles Pitcairn | о-ва Питкэрн | جزر بيتكيرن
pr pri Puerto Rico | Porto Rico | Пуэрто-Рико | بورتوريكو
ps pse Palestine, State of | the State of Palestine | Palestinian Territories | Territoires palestiniens | Палестинские территории | الأراضي الفلسطينية | Palestine | State of Palestine | Palestinian Territory | Occupied Palestinian Territory | Palestinian | West Bank | Gaza | Region: Gaza
pt prt Portugal | Portuguese Republic | Португалия | البرتغال
pw plw Palau | Republic of Palau | Palaos | Палау | بالاو
py pry Paraguay | Republic of Paraguay | Парагвай | باراغواي
qa qat Qatar | State of Qatar | Катар | قطر
re reu Réunion | La Réunion | Реюньон | روينيون
ro rou Romania | Roumanie | Румыния | رومانيا
rs srb Serbia | Republic of Serbia | Serbie | Сербия | صربيا
ru rus Russian Federation | Russia | Russie | Россия | روسيا | РФ
rw rwa Rwanda | Rwandese Republic | Руанда | رواندا
sa sau Saudi Arabia | Kingdom of Saudi Arabia | Arabie saoudite | Саудовская Аравия | المملكة العربية السعودية | KSA
sb slb Solomon Islands | Îles Salomon | Соломоновы о-ва | جزر سليمان
sc syc Seychelles | Republic of Seychelles | Сейшельские о-ва | سيشل
sd sdn Sudan | Republic of the Sudan | Soudan | Судан | السودان | The Sudan
se swe Sweden | Kingdom of Sweden | Suède | Швеция | السويد
sg sgp Singapore | Republic of Singapore | Singapour | Сингапур | سنغافورة
sh shn Saint Helena, Ascension and Tristan da Cunha | St. Helena | Sainte-Hélène | о-в Св. Елены | سانت هيلينا
si svn Slovenia | Republic of Slovenia | Slovénie | Словения | سلوفينيا
sj sjm Svalbard and Jan Mayen | Svalbard & Jan Mayen | Svalbard et Jan Mayen | Шпицберген и Ян-Майен | سفالبارد وجان ماين
sk svk Slovakia | Slovak Republic | Slovaquie | Словакия | سلوفاكيا
sl sle Sierra Leone | Republic of Sierra Leone | Сьерра-Леоне | سيراليون
sm smr San Marino | Republic of San Marino | Saint-Marin | Сан-Марино | سان مارينو
sn sen Senegal | Republic of Senegal | Sénégal | Сенегал | السنغال
so som Somalia | Federal Republic of Somalia | Somalie | Сомали | الصومال
sr sur Suriname | Republic of Suriname | Суринам | سورينام
ss ssd South Sudan | Republic of South Sudan | Soudan du Sud | Южный Судан | جنوب السودان
st stp Sao Tome and Principe | Democratic Republic of Sao Tome and Principe | São Tomé & Príncipe | Sao Tomé-et-Principe | Сан-Томе и Принсипи | ساو تومي وبرينسيبي
sv slv El Salvador | Republic of El Salvador | Salvador | Сальвадор | السلفادور
sx sxm Sint Maarten (Dutch part) | Sint Maarten | Saint-Martin (partie néerlandaise) | Синт-Мартен | سانت مارتن
sy syr Syrian Arab Republic | Syria | Syrie | Сирия | سوريا
sz swz Eswatini | Kingdom of Eswatini | Эсватини | إسواتيني | Swaziland
tc tca Turks and Caicos Islands | Turks & Caicos Islands | Îles Turques-et-Caïques | Тёркс и Кайкос | جزر توركس وكايكوس
td tcd Chad | Republic of Chad | Tchad | Чад | تشاد
tf atf French Southern Territories | Terres australes françaises | Французские Южные территории | الأقاليم الجنوبية الفرنسية
tg tgo Togo | Togolese Republic | Того | توغو
th tha Thailand | Kingdom of Thailand | Thaïlande | Таиланд | تايلاند
tj tjk Tajikistan | Republic of Tajikistan | Tadjikistan | Таджикистан | طاجيكستان
tk tkl Tokelau | Токелау | توكيلاو
tl tls Timor-Leste | Democratic Republic of Timor-Leste | Timor oriental | Восточный Тимор | تيمور - ليشتي | East Timor
tm tkm Turkmenistan | Turkménistan | Туркменистан | تركمانستان
tn tun Tunisia | Republic of Tunisia | Tunisie | Тунис | تونس
to ton Tonga | Kingdom of Tonga | Тонга | تونغا
tr tur Türkiye | Republic of Türkiye | Turquie | Турция | تركيا | Turkey
tt tto Trinidad and Tobago | Republic of Trinidad and Tobago | Trinidad & Tobago | Trinité-et-Tobago | Тринидад и Тобаго | ترينيداد وتوباغو
tv tuv Tuvalu | Тувалу | توفالو
tw twn Taiwan, Province of China | Taiwan | Taïwan | Тайвань | تايوان
tz tza Tanzania, United Republic of | Tanzania | United Republic of Tanzania | Tanzanie | Танзания | تنزانيا
ua ukr Ukraine | Украина | أوكرانيا
ug uga Uganda | Republic of Uganda | Ouganda | Уганда | أوغندا
um umi United States Minor Outlying Islands | U.S. Outlying Islands | Îles mineures éloignées des États-Unis | Внешние малые о-ва (США) | جزر الولايات المتحدة النائية
us usa United States | United States of America | États-Unis | Соединенные Штаты | الولايات المتحدة | USA | U.S.A. | U.S. | Etats-Unis
uy ury Uruguay | Eastern Republic of Uruguay | Уругвай | أورغواي
uz uzb Uzbekistan | Republic of Uzbekistan | Ouzbékistan | Узбекистан | أوزبكستان
va vat Holy See (Vatican City State) | Vatican City | État de la Cité du Vatican | Ватикан | الفاتيكان | Holy See
vc vct Saint Vincent and the Grenadines | St. Vincent & Grenadines | Saint-Vincent-et-les Grenadines | Сент-Винсент и Гренадины | سانت فنسنت وجزر غرينادين
ve ven Venezuela, Bolivarian Republic of | Venezuela | Bolivarian Republic of Venezuela | Венесуэла | فنزويلا | Venezuela (Bolivarian Republic of)
vg vgb Virgin Islands, British | British Virgin Islands | Îles Vierges britanniques | Виргинские о-ва (Великобритания) | جزر فيرجن البريطانية
vi vir Virgin Islands, U.S. | Virgin Islands of the United States | U.S. Virgin Islands | Îles Vierges des États-Unis | Виргинские о-ва (США) | جزر فيرجن الأمريكية
vn vnm Viet Nam | Vietnam | Socialist Republic of Viet Nam | Viêt Nam | Вьетнам | فيتنام
vu vut Vanuatu | Republic of Vanuatu | Вануату | فانواتو
wf wlf Wallis and Futuna | Wallis & Futuna | Wallis-et-Futuna | Уоллис и Футуна | جزر والس وفوتونا
ws wsm Samoa | Independent State of Samoa | Самоа | ساموا
xk xkx Kosovo | Косово | كوسوفو
ye yem Yemen | Republic of Yemen | Yémen | Йемен | اليمن
yt myt Mayotte | Майотта | مايوت
za zaf South Africa | Republic of South Africa | Afrique du Sud | Южно-Африканская Республика | جنوب أفريقيا
zm zmb Zambia | Republic of Zambia | Zambie | Замбия | زامبيا
zw zwe Zimbabwe | Republic of Zimbabwe | Зимбабве | زيمبابوي
suhh sun Soviet Union | USSR | Union of Soviet Socialist Republics | СССР
yucs yug Yugoslavia | Socialist Federal Republic of Yugoslavia
csxx scg Serbia and Montenegro
ddde ddr East Germany | German Democratic Republic
"""
