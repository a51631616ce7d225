"""Words of names, counted in names of Wikidata (CC0) by `benchmarks.name_words`; not edited by hand."""

# ruff: noqa: E501  # an ideograph or a Hangul syllable counts as two columns
from __future__ import annotations

from typing import Final

NAMES: Final = 31653
"""So many names in Latin letters were counted."""

# One line a count: the count, and the folded words that so many names hold.
COMMON: Final = """\
4 abdelbaki abdelfeta abdeli abdelkebir abdelmonem abdeluahab abdelvaheb abdesamad abdeselem
 abdolmohamad abdulae abdurahim abei abida abolhasan abubaker ace acur adama adela adilson afnan
 afridi agata agripa ahmar aiako aidin aiham akaki akane akila akito alamgir alastair alesandra alin
 alonzo alui amadu amalia amano amele amid anatol andranik ange anibale ansel anti antigonus antonos
 arafa aragon arata ardalan arimand arisa aristide arnaud arsia aruna asadula asahi asfak askar
 askenazi astari asuri atari augusta aurelo avidan aviva avn azai azan azimi azulai babi babu baca
 bahaedin bahare bahit bahlul bai baiat bairam bakari baltasar baluc band barat barbora barnei
 bartolomeo bates baz bea behsad beki belgacem benani benedeto benito bentlei berenice berg berkelei
 berman bernstein bese bete bevan beverli bhuto bi biarne blanko blind bohemia bohm bohuslav boice
 boniface bradford brandenburg bravo brenan briana brita brok brun bruner brunsvik buks buraui burns
 busaki cai camsedine can candra canel carlei cava ce cihiro ciprian cise cisti co cokri cukri daher
 daigo damen danil dante dar dara darko darlene darvin dasa davla davudi dei dele deon detmar dido
 dikinson dil dmitro dogenes doi doli donato doni donovan drumond duces duha dusti dvora eastvud
 ebali efrain egbal einat eisuke eiu eizo elana elazar eldar elihu elina eliran elisabeta elmi elon
 elton elvira emam emerson emilia enas engi enings erhard eriko erne esfandiar eskandar espen estele
 eugenia even everet ezahra fahime fai fairuz farag farnaz farnese faruki fatola fazel fazle fazli
 feras fereira ferid feridun feroze fic filali fleming fodil frans frenc fuita gabai gad gait galia
 gandur garbi garnik gart gene gerd gertrude geva geza gia gilani godard godfrei goia golami
 goldstein golimidt golizade gonzalo gorbani gorgos gos graeme gregoro grifit guerero gur habibi hair
 hakan hakani haki halek halfon halidi hamer hamzaui hanaci har harb harington hartman harumi hasani
 hasegava hasi hasimi hastings hatami heiazi heidi heike helal hendriks hero hes hese hidekazu hilali
 hines hirofumi hiroto hisao hodge holden honorius hormizd horovic horst hosam hosokava hubert
 humaiun hurd iakobi iamsidi iano ibril idris ikeda imagava imran inocent iraki irari isabel itali
 iunger iuri iusif ivanovic kaceres kadim kadur kakar kalam kalan kalum kamar kandace kandil kaneko
 karam karen karina karlebac karmel karmelo karni kasani kasmi katerina kazi keis kendal ker kin
 kingslei klaudius kleopatra kobaiasi koc kolete kolton komte konan kopola kornelia kris ksiang kuba
 kubaisi lambert langer lemon lerner libi long lopes lov luna macuiama madi madison magdi mahbub
 mahdavi mahiub maki mala malkavi mansfeld masei mater matevs matin mcdermot mcgregor mckarti meki
 meklenburg melamed mesaudi mesba mia mian micelsen milani min mirzaei mita mkena mki mohamud mohtari
 moler monroe mor moraes morel moric morov morsi mos mose moses muiahid muse mutavakil muvalad nagai
 naguib nahas nakagava nakata nazir neves niazi nort noruzi ocuka oel oi omrani on oneil ong oreili
 ori ortega oseon otaibi padila patel paterson pen pere pervaiz peter pinto rabia rabinovic rabo
 racid rafe rahi rahma rahnama ramzi rasidi rat razavi razi reda rida rilei ris rosen rostami
 rotenberg rud ruiz ruterford saberi sadan sadek safar sahat sahi sahidi sahrani saia salehi salum
 saman sani sapiro sarkavi saukat saul sedgvik sedki sehab selbi seligman sevel sgaer sidi sin singer
 sinklair slater snov so sofer soi soiaei sorensen soto stark stein strong sudani suisi sul sumer
 sumro susa suseks svift svinei tabrizi tae tahir talai talebi tarek tatum tavasoli tore torkasvand
 tornton ubaida ucida ueda uemura ur vada vahbi vahidi vakili valencia valton vardak varsame vazir
 veinberg velazkuez viliamson vinter viskonti volfe zahid zahrani zaidan zamani zein zituni zuari
 zubair zvi
5 abd abdelhalek abdelvahed abdeslem abdolali abdulatif abdulkader abdulnaser abes abo abrar adnane
 agneska ahter akerman akiva aliaksandr alves alvi aman amanula amikam anastasius andras andrevs
 angelika anium antipope antoinete anuk anus aoi arafat aram arcibald arezki arkan arno artem asano
 asgari asik asvad atala atkins avan avrohom azari azra badredine badria bager bahador bahiat bakir
 balusi bandar banks bano bara barber bart barton basima basit batul beate belen belo benali benelun
 benson berger birgit bita blaise blanka blum boi boian braca braun bubaker buiema bulos burton
 butros buzid caker carbel cauki cavki cebi celine ciara cika cima cua curc dahil dakota danis darci
 darin davn dehgan deni desmond dev dias dikson dilon dimitre dimitris doa dogar dogo doile domingo
 dominik duane duraid durani eaton eberhard einar elad eldin eleazar elin eno enoc ensen erusalem
 esag esmaeili esmat esra ez faiaz fait fakir farhang fariborz farzana feodor fernand flecer floid
 flores foad fodor forest fran frantisek fraser frei fued gader gael gafuri gal gale galeb gamo gandi
 gavin gazali genki giani gianis giulo goldman gomes gonkalves gonzaga gotleb gudarzi gupta gutman
 haiai haiden haider hakim hakon halabi harbi harel harper heidari heiki heine helene helmi hendrik
 higins hilal hiro hiroko ho hocine hori hosain huan hul hurlei husaini huseini iafri iager iain
 iamali iane iansen iara iaved iki imai imre inge ira iris irvin isabele isei isikava ismael kabi
 kadi kaesar kahtani kain kalvin kang karine karles karsten kasidi kastile kat katan katarina kate
 kavasima kikuci klemens kohn koko konsort kornel kravford krosbi kure lake lami landau leib lifsic
 lima lind maeda magnuson maksvel mandel maning markovic marzuk mazar mendelsohn miguel mihailovic
 minc mint miura mogadam monem monfared montefeltro mori muhsin mutalib nabil nadim nagi naz nevkomb
 nevton nicols noel obaidi obren ode okamoto oliver ono or ose oven paceko park paton pereira peri
 persia peters polak raba rabani rana rasad rased rasul red res rifai rifat rosenberg rotsild rus
 ruso sabo sadik safe safvat saiad saidi saif sakaf sakr salomon samadi samarai sana sarhan sarp saud
 saunders sav sava sik simizu simpson sina slim sneider snider sofe soliman stefen straus suarez
 suhail sulman suza svenson tabet taheri talib tavakoli tehrani torne trabelsi triki tuker tur turki
 vai veisman veizman vidal vilder zafar zahavi zaher zakaria
6 abdelali abdelelil abdeluahed abdesalam abdesalem abdulela abdulhadi abdulkarim abdulsalam
 adelaide adele adem aden adren afra afzal ahed aiaka akel al alal alama ale aleksos alona alonso
 amini amirali andraos andria angel angelos ania anil ansi antonin arai asakura asar asli astrid
 atila avais averi aviv avram azita badar badi bagdadi bahadur bahi baht bahtiar baian bakar bare
 baret basile bavaria ber bernardino bertold bhati bisi bo boid boleslav bradi bridges bronislav bruk
 bucaib bucra bud bus cabane caima cakib camun cantal ceko ciko cristiane cristos cung dad dafne dali
 danes dania davei davidson devin di diaz dino donia dorin drake dua dudlei dusan eliakim elise elmer
 elo empres endre engel enkins epstein erno eslam evelin ezatola fadl faek faeze fahr fale fali faraz
 farhadi fat fatema fauzia favad ferel ferhat fernanda ficgerald florian frankoise fuler gabi gadir
 galeazo gali gazale gema georgete gerald germani giakomo gibson gita glover greta grigori gros gunar
 gus hahn hai haiasi hailei hamidi hamud hank harada harun has hasimoto helena hemati herera hernan
 hiromasa hirotaka hirs holmes hope hosni hudson hui hurani iabari iai ialali ialil iamada iamamoto
 iamil iamila ilia inaba irina irving isamu isida israel itakura iunis kaid kamkar kanute karei
 kastro kelei keli klaiton klarke klint kodi kolins kongo kristina ksaver lane larson lotfi lukas
 madani maher maidi mak maleki maluf mas mason mordecai moreno muhtar nabi naderi nai naples nasri
 nelsen nirari norton nun olsen omari oto person rabi rafik ramadan rhodes rian ric ricard ricter rid
 ro rusdi safei salama salame sali sampson sar sarifi sasaki sibata simons skotland soleimani taher
 tavil tiler vade vahed valentine vasington veber vels ven viliam vincent vu
7 abadi abderahman abdulmaed abdulrazak abedi abla abubakar acuko adalbert adan aed aelet afonso
 agustin ahmadreza ahmet aiad aiala airi akbari alec aleksa aline alvarez amelia amri anahita
 andersen aoiama ariane arik arne arnon asadola asami asil aston asuka auerbac azizi bac badia bageri
 bakri bal barnes basim bent berta bina bird blue brandi buc buhari bulgaria burnet cang capman ceng
 ceri ci coi dafna daian dalas damon danels daria dekster demetrius deng detric dimitri dimitros don
 dori dorotea dragan dulaimi efrat eiad eisa elahe emiliano esti etel ezekuel fadila fadva fahed
 faiad faro fate fatiha feldman ferguson fernandes filipe florence fredi fumo geneveve georgina
 geraldine giles goldberg goreo great grinberg guilermo guld gustave hacemi haes haidar hakimi hamadi
 hardi haruki hasim hatab hatem havkins henderson hungari iakobs iang ilali inue isi kabir kamara
 kane kim kimura klaus kok koke konstance kount kristal kristiano kros kuin kuningam lang larbi leon
 macdonald man masi matar mils naib nasr natan neuman nevman obaid ohnston ordan page palmer parsons
 perkins reid reinolds rene rezaei rogers romero rubin rubinstein salimi samad sams savki sed serif
 spain stern tai tal tamimi tomson vahid valid valter zaed zeng
8 abderauf abdolhosein abi abigail abram adolfo adrene adriano afaf akari aleksandros alf alim alina
 aliza alizade amireza angus april aria arman armand armando armen arturo asem askan askari augustus
 austria avadi azmi ba bahar bahri beci beker beno biron blair bogdan bridget burhan burt cafik
 candler dalila daril davide deian dimitar dirk dorit dost dustin ebrahimi eden ehab eles else emna
 erez eri fabrice fadia faik faris farzin fatia ferial franklin friman gaius ganim garib gazal gil
 giula goran grine gustaf hadid hafez hairi hakue hale hamada hansen hideiuki hunt iakub ialal ikoma
 kamil kamilo kanan karimi karmi karole kato keit klai korine kornelius kramer mansuri marks mcdonald
 muhamed naiafi nakamura nasar navaz nazari oanis okonor peterson ricards rice ros sakur samuel segal
 spencer stone sulaiman svarz tanaka tani traore turner umar vacon vagner vals vebster volf zaidi
9 abdelhafid abdelialil abdulkadir abot adler adolfe afif afsane aiadi alami alaui alois amro ani
 antar antocus ardesir ariana asadi augustin avigdor avner azad baig bernd bile busra cesare cester
 cloe cristi debi devon edna eiaz elahi eliza esa esteban eugeno fadil fae faisel fereste fin firuz
 franke gafar geof georgos gerhard gian gianluka gina gloria gorgo gotfred grace gunter halaf hani
 harald hart harvei heater henrik hernandez hiazi hikaru hilari hiroaki hisasi hitomi holand hove
 iama iavad iks ingrid isak isao kaplan karolin karolina kasimir kati kazemi klarence klein klinton
 knigt koleman kosta kourtnei kumar lin lu mendes muler murad musavi naim osida paul porter radi
 saban sadat safik sanders seif ser sforza soltani suleiman sulivan takahasi tang tavfik valace
 vatanabe vest zaid zohra
10 abdelfata abdelhakim abdelhalim abdulvahab adriana ahsan aiumi alisa altaf andrzei anete antonia
 asikaga atefe augusto avital avni azade babar baldvin bas batista belal belhai belkacem bloc brent
 bualem burke case cedric celsea cindi daici dale debe denise deter dib dor doris dosari dovid dvigt
 edine egon ezedine faru firas gabrela gardner gazala georgia gorgi goro guilaume gul ha haled halei
 hamza hariri hektor hideaki hirokazu hunter iakob ida kai karli kasim klare koks konor koper kurt
 levin love ludvig macumoto masri mehdi mehmud moris norvai oliveira otman rai ramirez rehman
 ricardson roberc rosi rusia samari sirazi taleb ula vali veb vud zaki zaman
11 abdelgani abdolreza abud adli ahad aiaz aimi aki akiko anisa arian arkadi armstrong asur bahia
 baia beatrice bei beri bertrand bet bianka biniamin blak branko britani budi butler ceb cedli cirus
 criste cristofe daisi damian danial danilo dia dider dolores domeniko dudu eilin ekaterina ela elsa
 eran fahim faiz faride farsid favzia filips ford foster frances galal gaston geofrei go haim halid
 hamdan hamis hasemi heinz holi kac kao kaufman ki kruz kuresi lavrence macedon mai meir micael mir
 moradi morgan povel stevens svarc taha tarik tores vard zahra
12 abdelila abdenur abdirahman abdo aesa aftab akihiro alfredo alvan amber anuar asi asim aza badri
 barak barakat belaid berne big brigite caudari cecil celia dalal darvis date daves debra elis
 emanuele england etan evgeni faramarz farhat ferenc franceska gafur garet gasem halifa halik
 hamilton hiromi hofman hoseini huges iciro kara kare kone malek mari martinez mubarak portugal
 rahmani raza robert roi rot safi sahin salman sarif sidikui smidt veis vilhelm
13 abdelhadi abdelmalek abdelrahman abel abid acraf alavi albrect aldo aleiandro alfonse alma amara
 amiri andri armin arsalan asa atif audrei auguste aziza badavi basar basma brenda bruke ceril cintia
 dalia derik dunkan erfan ernesto ezra fariba farzane fasi feti filipo fona fredman gonzalez grai
 grin haiato halim helen hitosi hoio iafari irene isa isabela islam iuma kar karla kasei kliford kole
 mohsen mostafa parker sadegi sadi sancez simon varen vhite zon
14 abdelkarim abdelvahab afsar ahlam arce azim bailei basel boaz brendan daro edvards ehud ei eman
 ezat fahri fala gilbert gomez habib hafiz haime hamdi hamed harold haruka helmut herbert iafar
 iakson iamal kamal kamila kampbel kasem lopez mare marsal mirza murfi ohn osef perez rusel sabri
 satar suzuki vrigt
15 abed ada agnes ait amit anastasia anders art asia baha bakr baloc bar baron basil bernardo bert
 cecilia covduri dai daren diab dora dror elaine emi enzo erin eve fani farhan france frederic
 gabrele iaber kader kenedi konstantin kori masud naiar nur rauf rose stevart
16 abasi abdulahi akil alvin amani amor aref aser aslam atar azedine benoit bruks ciril dilan dima
 dominic eid elena elisa emilo enriko esam esmaeil evans fabian fabo faikal farsad faten fernandez
 glen guido gustav hamad honda iasim klive loid maed mahdi mer nelson saba salim samir sato
17 aba abdurahman abe adib aksel alon ansari arel bone born dominikue edi edmond elot fahd faiza
 foks franko harison hideki hideo hug ikbal ito karter konstantine korei ksi luis murai mure
18 abdu abolgasem adams aga ahtar amel anat ari asif ata bel bradlei but daiki earl eial eitan
 esmail fahmi fauzi favaz georgi hadi hugo huri in klaire klif pasa sveden valker
19 abir abul aleksandar alicia amirhosein andres angelo bela blake cerif cuk dona eduardo emile
 enrikue erika ervin felipe ganem gerard grant gui kamel karmen klaudo micel moneim nasir nuri
 rodriguez sala sami santos
20 abdeslam acusi alam amna benedikt bernhard bilel cad doron dug fazal hal hosein kohen konrad
 kurtis levis tailor tompson
21 abderazak abdola ahmadi aica arsad atef atia bacir behzad benet cen cristof drev eleanor eugen
 federiko fred hak haris hatib iahia iames igor iusuf kristian levi malik osman robinson song vahab
22 aleksis amiad anatoli azam becir cesar danela ele evan filip hil iabar kameron maid maria
 mohamadi reza
23 abolfazl afsin ai aimen aleksandru amanda amir amnon austin baruc cristina davis debora derek
 farai farzad georg graham martin
24 alfonso baba bader brandon denmark edit francisko giusepe hiroiuki iusef
25 abdelmaid adi beni bret daud elia elisabet faez fares fric fuivara klement skot tomas
26 abdelhak amos arif efraim elham farida fata fiser gani herman iasin sad salam
27 anita asaf behruz diane eliahu emili fadel fadi gada gamal garcia heinric isac iung kadir klark
 miler rasid salem vilson
28 dina edgar elen fateme gasan hadad kamile klaudia musa mustafa
29 abderahim aida angela basam bian carlote doroti edmund fereidun francesko franz halil hovard
 klara
30 abdi alain alison anis bahman bahram basem iamel
31 baker diana dov frederik hana latif omar
32 abdelkrim behnam beti cristine danele ester fatma francis gordon gregori hiroki ismail razak sa
 vi
33 aharon alen babak badr te
34 abdelhamid aia aisa amira august carle farhad favzi hari mansur rahim viliams
35 alesandro anderson brad kolin naser silva
36 aleksandre aras avad daisuke dean dik dris govani karol klaude kraig li
37 abdela azar emil no
38 aleksandra amer aslei avi brovn caim dego gari saed
39 abdelatif alberto alia antoine basir bruno din ehsan eva frankois
40 akira anas edvin ema emad fernando
41 abderahmane abdulrahman aleksandr arnold gazi greg
42 andreas darius dmitri elezer fara ferdinand georges ian karoline ohnson
43 akram dana karlo
44 adrian gabrel
45 alice amine eduard erik sale
46 amr bobi
47 adil an fahad husein mohamad
48 fati fredric ivan ones
49 are asma asraf ernest faruk katerine
50 bilal brahim eli hans mahmud
51 asgar ede eugene feliks
52 aiub caudri donald smit
53 aleksei dave duglas
55 adolf aiman amina ebrahim hirosi
56 asad bili
57 anton bari davud frank
58 andi ibrahim
59 abdulaziz
60 abdelaziz
61 said
62 elias emanuel
63 andrea avraham bernard
64 ami boris duke karim
65 aron husain
66 amal farid
67 andrei muhamad
69 hamid
71 bruce
72 emperor
73 fuad
74 amar
75 anvar
77 abdala
78 abdelkader akbar barbara karlos
79 adnan
83 beniamin
84 faisal
85 antono bob elizabet ernst
86 aleks
89 amin
90 cristofer
91 denis
92 dani
97 andrev karl
99 alfred andre
100 fatima
103 antoni rahman
104 ane
105 dan
106 abraham
108 ala
109 alan
113 adel albert bil henri
117 cristian
120 hasan
121 alireza
123 aziz
130 adam
131 artur
136 brian
139 cris
153 edvard
156 mohamed
158 eric
168 ana
172 george
187 abas
218 danel
228 han
255 aleksander
277 abdula
299 carles
398 ahmad
495 of
653 david
822 ahmed
1121 ali
"""

# word=folded spellings, the most frequent first.
SPELLED: Final = """\
אאוגן=eugen אאוגניו=eugeno אאוגניוס=eugene אאורל=aurel אבוט=abot אבוטבול=abutbul אבטה=abate
 אביב=aviv אביבה=aviva אביבי=avivi אביגדור=avigdor אביגייל=abigail אבידן=avidan אביהו=avihu
 אביחי=avicai אביטל=avital אבינעם=avinoam אביעד=aviad אבישי=avisai אבל=abel אבני=avni אבנר=avner
 אברהם=abraham,avraham אברהרד=eberhard אברם=abram,avram אברמוב=abramov אבשלום=avsalom אגא=aga
 אגון=egon אגוסטין=agustin אגוסטינו=agostino אגניישקה=agneska אגנס=agnes אגריפה=agripa אגתה=agata
 אדאודטוס=adeodatus אדגר=edgar אדד=adad אדה=ada,ede אדוארד=edvard,eduard אדוארדו=eduardo
 אדוארדס=edvards אדווארד=edvard אדווין=edvin אדוורד=edvard אדוין=edvin אדולף=adolf,adolfe
 אדולפו=adolfo אדי=ede,edi אדיב=adib אדין=edin אדיר=adir אדית=edit אדל=adele אדלברט=adalbert,adelbert
 אדלר=adler אדם=adam אדמון=edmond אדמונד=edmund,edmond אדמס=adams אדמסון=adamson
 אדריאן=adrian,adrene,adren אדריאנה=adriana אדריאנו=adriano אדריאנוס=adrian אהובה=ahuva אהוד=ehud
 אהמט=ahmed,ahmet אהרון=aron,aharon אהרונוב=aharonov אהרוני=aharoni אהרן=aharon,aron אהרנסון=aronsohn
 אואן=oven אוארבך=auerbac אובארוב=uvarov אוברי=aubrei אובריאן=obren אוגוסט=august,auguste
 אוגוסטו=augusto אוגוסטוס=augustus אוגוסטין=augustin אוגניו=eugeno אודי=ehud אודרה=audrei
 אודרי=audrei אווה=eva אוולין=evelin,eveline אוון=evan,oven אוונס=evans אוורט=evert אוותנדיל=avtandil
 אוטו=oto אוטיס=otis אוטר=oter אויגן=eugen אוירבך=auerbac אולדריץ=aldric אולוס=aulus אוליבר=oliver
 אוליפנט=olifant אולמוס=olmos אולמן=alman אולסון=olson אולסן=olsen אוניל=oneil אוסטין=austin
 אוסטן=austen אוסטרובסקי=ostrovski אוסטריה=austria אוקאדה=okada אוקונור=okonor אוקס=oakes אור=or
 אורבך=auerbac אורורה=aurora אורטגה=ortega אוריילי=oreili אורלובסקי=orlovski אזולאי=azulai
 אזליו=azeglo אזן=eugene אזני=eugene אחמד=ahmad,ahmed אטה=eta אטורה=etore אטיאס=atias אטיין=etene
 אטילה=atila אטלי=atli אטקינס=atkins אטקינסון=atkinson איב=eve איבריה=iberia איה=aia איוב=aiub
 איזטבגוביץ=izetbegovic איטון=eaton איי=ai אייב=abe אייברי=averi אייגי=ei אייל=eial
 איילין=eilin,ailin איילת=aelet איימי=ami איימן=aiman איימס=ames איינר=einar אייסטיין=eistein
 אייקה=eike אייר=aer איל=eial אילה=aiala אילוז=iluz איליי=eli איליין=elaine אילת=eilat אינגליס=inglis
 אינוק=enoc איפסילנטי=ipsilantis אירו=iro איש=of אישי=isi איתן=eitan,etan אכבר=akbar אכים=acim
 אכרם=akram אלאן=alan אלבז=elbaz אלבינוס=albinus אלבן=alban אלבר=albert אלברט=albert אלברטו=alberto
 אלברכט=albrect אלגורט=elgort אלדד=eldad אלדו=aldo אלדיס=aldis אלדר=eldar אלה=ela,ala אלואיס=alois
 אלוויזה=alvise אלווין=alvin אלווירה=elvira אלויס=alois אלון=alon,elon אלונה=alona אלונזו=alonzo
 אלונסו=alonso אלושי=alusi אלזה=elsa,else אלחנדרו=aleiandro אלחנן=elcanan אלטון=elton אלטמן=altman
 אלי=eli,ali,ele אליאונורה=eleonora אליאל=elel אליאנה=eliana אליאס=elias אליה=elia אליהו=eliahu,elia
 אליהוא=elihu אליו=elo אליוד=eliud אליוט=elot אליזבט=elizabet אליזבטה=elisabeta
 אליזבת=elizabet,elisabet אליזה=eliza אלייזה=elia,eliza אלימלך=elimelec אלין=elin אלינה=alina,elina
 אלינור=eleanor,elinor אליס=alice,elis אליסה=alisa אליסון=alison אליסטר=alistair אליסיה=alicia
 אליעזר=elezer אליקים=eliakim אליקס=aliks אלירן=eliran אלישה=alicia,elisa אלישע=elisa אלכס=aleks
 אלכסיי=aleksei אלכסיס=aleksis אלכסנדר=aleksander,aleksandr אלכסנדרה=aleksandra,aleksandre
 אלכסנדרו=aleksandru אלכסנדרוס=aleksandros אלמה=alma אלמוג=almog אלמור=elmore אלמר=elmer
 אלן=alan,alen,alain,elen אלנה=elena,elana,alana אלנור=eleanor אלסה=elsa אלסוורת=elsvort
 אלסטייר=alastair אלסנדרו=alesandro אלעד=elad אלעזר=eleazar,elazar אלף=alf אלפונס=alfonse
 אלפונסו=alfonso אלפיו=alfo אלפמן=elfman אלפרד=alfred אלפרדו=alfredo אלפרידה=elfrede אלק=alec
 אלקוט=alkot אלקסיס=aleksis אלתר=alter אלתרמן=alterman אמארו=amaro אמבר=amber אמברוז=ambrose
 אמדאו=amadeo,amedeo אמה=ema אמון=amon אמט=emet אמי=ami,emi אמיל=emil,emile אמילחווארי=amilahvari
 אמילי=emili,emile אמיליאנו=emiliano אמיליה=emilia אמיליו=emilo אמין=amin,emin אמינה=amina
 אמירה=amira אמיתי=amitai אמל=amal אמליה=amelia אמנדה=amanda אמנואלה=emanuele אמנון=amnon
 אמנחותפ=amenhotep אמסלם=amsalem אמרה=emre אמרלד=emerald אנאיס=anais אנגוס=angus אנגי=ange
 אנגל=engel,angel אנגלברט=engelbert אנגלה=angela אנגלו=angelo אנגלוס=angelos אנגליה=england
 אנגליקה=angelika,anelika אנדזיי=andrzei אנדי=andi אנדראה=andrea אנדראו=andreu אנדראס=andreas
 אנדראש=andras אנדרה=andre אנדרו=andrev אנדרי=andre,andrei אנדריאה=andrea אנדריאס=andreas
 אנדריה=andria אנדריי=andrei,andri אנדרס=anders,andres אנדרסון=anderson אנדרסן=andersen,anderson
 אנדרש=andras אנה=ana אנואר=anvar אנוואר=anvar אנוור=enver אנוק=anuk אנזו=enzo אנט=anete אנטה=ante
 אנטואן=antoine אנטואנט=antoinete אנטול=anatol אנטולי=anatoli אנטון=anton אנטונוב=antonov
 אנטוני=antoni אנטוניה=antonia אנטוניו=antono אנטוניוס=antonius אנטונין=antonin אנטונינה=antonina
 אנטוניס=antonis אנטי=anti אנטיוכוס=antocus אנטנאס=antanas אני=ani אניה=ania אניו=eno אניטה=anita
 אניס=enis אנליל=enlil אנני=ane אנס=enes אנסטסיה=anastasia אנסטסיוס=anastasius אנסל=ansel אנצו=enzo
 אנקה=anka,anke אנקר=anker אנריקה=enrikue אנריקו=enriko אנשיל=ansel אנתוני=antoni אסא=asa אסד=asad
 אסטבן=esteban אסטון=aston אסטל=estele אסטריד=astrid אסי=asi אסיה=asia אסלאן=aslan אסמא=asma
 אסמונד=esmond אסף=asaf אספן=espen אסקיאל=ezekuel אסקנדריאן=eskandarian אסתי=esti אסתר=ester
 אפולו=apolo אפולינרי=apolinari אפונסו=afonso אפיוס=apius אפירוס=epirus אפרון=efron אפריל=april
 אפרים=efraim אפרת=efrat אפשטיין=epstein אקארט=ekart אקטון=akton אקטרינה=ekaterina אקיקו=akiko
 אקירה=akira אקסל=aksel אקסלרוד=akselrod אקקי=akaki אקרמן=akerman אראגון=aragon אראל=erel
 ארבלה=arabela ארהרד=erhard ארהרדט=ehrhardt ארווין=ervin ארול=erol ארון=aron ארונה=aruna ארז=erez
 ארט=art ארטור=artur ארטורו=arturo ארטיום=artem,artom ארטם=artem ארי=ari אריאל=arel
 אריאן=ariane,arian אריאנה=ariana אריברט=aribert אריגו=arigo אריה=are ארייאנו=arelano אריך=eric
 ארין=erin אריסטובולוס=aristobulus אריסטיד=aristide אריק=eric,erik אריקה=erika אריקו=eriko
 ארל=earl,earle ארלן=arlen ארמין=armin ארמן=armen ארמנד=armand ארמנדו=armando ארמסטרונג=armstrong
 ארנה=arne,erno ארנו=erno,arno,arnaud ארנוואנדש=arnuvanda ארנולד=arnold ארנון=arnon ארני=erne,arne
 ארנסט=ernst,ernest ארנסטו=ernesto ארנסטס=ernestas ארנרייך=ehrenreic ארסן=arsen,arsene ארסניו=arseno
 ארפד=arpad ארצי=arce ארציבלד=arcibald ארצר=arcer ארקדי=arkadi ארקי=erki ארקין=arkin ארתור=artur
 אשור=asur אשטון=aston אשכנזי=askenazi אשלי=aslei,asli אשר=aser אשרף=asraf אתי=eti אתל=etel באבא=baba
 באד=bud באדי=budi באואר=bauer באום=baum באטורי=batori באטלר=butler באך=bac באס=bas באסט=baset
 באקן=bucan בארו=barov בארון=baron בארט=bart,baret,bert בארטוק=bartok בארי=bari בארנס=barnes בבא=baba
 בדזיך=bedric בה=ba בהרט=bharat בו=bo בוב=bob בובאן=boban בובו=bobo בובי=bobi בוגדן=bogdan
 בוגדנוביץ=bogdanovic בוהוסלב=bohuslav בוואריה=bavaria בוורלי=beverli בוזגלו=buzaglo בויאן=boian
 בויד=boid בויל=boile בול=bal בולגריה=bulgaria בולדווין=baldvin בולדן=bolden בום=bum בונדר=bondar
 בונה=bone בונו=bono בוני=bone,boni בוניפקיוס=boniface בועז=boaz בוץ=buc בוקה=boka בוקסר=bokser
 בוקר=buker בורה=bora בוריס=boris בורנשטיין=bornstain בורסוק=borsuk בורק=burke בוש=bus בות=but
 בזיל=basile בטי=beti בטינה=betina בטסי=beci ביאטה=beate ביאטריס=beatrice ביאנקה=bianka ביאנקי=bianci
 ביארן=biarne ביארנה=biarne ביביאנה=bibiana ביג=big ביורן=born,buren ביטון=biton בייטס=bates
 ביילי=bailei ביינברידג=bainbridge ביינום=binum בייץ=beic בייקר=baker ביירון=biron ביל=bil
 בילי=bili,bile בינג=bing בינה=bina ביני=bini ביסלי=bislei בירגיט=birgit בירגיטה=birgita בירגר=birger
 בירד=bird בירון=biron בירן=biran בכר=bakr בל=bel,bele בלאק=blak בלדאסארה=baldasare בלדווין=baldvin
 בלה=bela בלו=blue,blu בלוך=bloc בלום=blum בלומברג=blumberg בלומפילד=blomfeld בלוק=blok בלז=blaise
 בלייק=blake בלייר=blair בלינדה=belinda בלנקה=blanka בלסינג=blesing בלקברן=blakburn בלקוול=blakvel
 בנאי=banai בנג=beniamin בנגמין=beniamin בנד=band בנדטו=benedeto בנדיקט=benedikt בנדיקטוס=benedikt
 בנו=beno בנואה=benoit בנזמן=beniamin בנחמין=beniamin בנט=benet,bent בנטלי=bentlei בני=beni,bene
 בניטו=benito בנימין=beniamin,biniamin בננה=banana בנסון=benson בנקס=banks בנקרופט=bankroft בס=bes
 בסי=bese בסריון=besaron בצלאל=bezalel בקארי=bakari בקי=beki בקר=beker,baker בראבו=bravo בראגה=braga
 בראד=brad בראדלי=bradlei בראואר=brauer בראון=brovn בראוני=brovne בראיין=brian בראיינט=briant
 ברארדי=berardi ברברה=barbara ברג=berg ברגן=bergen ברגר=berger ברד=brad ברדלי=bradlei
 ברדפורד=bradford ברוך=baruc ברון=baron,brun ברונו=bruno ברונט=bronte ברוניסלב=bronislav
 ברונסון=bronson ברונר=bruner ברוס=bruce ברוק=bruke,bruk,brok ברוקס=bruks ברוריה=bruria ברושי=brosi
 ברט=bret,bert,burt ברטה=berta ברטולד=bertold ברטון=barton,burton ברטי=berte ברטראן=bertrand
 ברטרנד=bertrand ברי=bari,beri בריאן=brian בריאנה=briana בריגיט=brigite בריגיטה=brigite
 ברידגט=bridget ברידגס=bridges בריטה=brita בריטני=britani בריידי=bradi ברייטון=brigton ברכה=braca
 ברל=berl ברלינגיירי=berlingeri ברלינר=berliner ברם=bram ברמן=berman ברנאר=bernard ברנארד=bernard
 ברנבי=barnabi ברנד=bernd,brand ברנדה=brenda ברנדון=brandon ברנדט=brandt,bernadete ברנדי=brandi
 ברנדן=brendan ברנהרד=bernhard ברנט=brent ברני=berne,barnei ברניס=berenice ברנן=brenan ברנס=burns
 ברנקו=branko ברנרד=bernard,bernhard ברנרדו=bernardo,bernard ברנרדינו=bernardino ברנשטיין=bernstein
 ברק=barak ברקאי=barkai ברקלי=berkelei ברקן=barkan ברתולד=bertold ברתולומאו=bartolomeo גאגר=iager
 גאורגיה=georgia גאורגיו=georgiu גאי=gui גאן=gun גארסיה=garcia גבאי=gabai גבע=geva גבריאל=gabrel
 גדס=gedes גדעון=gideon גו=o גואל=oel גודארד=godard גודונוב=godunov גודיונסן=guiohnsen גודמן=gudman
 גודריץ=gudric גוו=guo גוזף=osef גוטליב=gotleb גוטמן=gutman גוי=oi גויס=oice גול=gaule גולד=guld,gold
 גולדברג=goldberg גולדין=goldin גולדמן=goldman גולדן=golden גולדנברג=goldenberg גולדסמית=goldsmit
 גולדשטיין=goldstein גולדשמידט=golimidt גולומב=golomb גולן=golan גומבל=gumbel גומז=gomez גומס=gomez
 גומש=gomes גון=ohn גונטר=gunter גונס=ones גונסון=ohnson גונסטון=ohnston גוסטב=gustaf גור=gur
 גורג=george גורדון=gordon גורדן=ordan גוריון=guron גורמן=gorman גיב=gib גיבונס=gibons גיבסון=gibson
 גיבריל=ibril גייטס=gates גיימס=iames גיין=iane גייקובס=iakobs גילברט=gilbert גילט=gilet
 גילמור=gilmore גילמן=gilman גינצבורג=ginzburg גיש=gis גלובר=glover גלין=glin גלעד=gilad גלעדי=giladi
 גנדי=gandi גנז=gans גנטילה=gentile גנסן=ensen גנקינס=enkins גנר=ener גפן=gefen גפני=gafni
 גקובי=iakobi גקסון=iakson גראהם=graham גראח=iara גרג=greg גרגורי=gregori גרגוריוס=gregori
 גרדנר=gardner גרהאם=graham גרונפלד=grunfeld גרוס=gros גריי=grai גריינגר=granger גרין=grin,grine
 גרינבלט=grinblat גרינברג=grinberg גרינווד=grinvud גרינספן=grinspan גריפין=grifin גריפית=grifit
 גרמניה=germani גרנובסקי=granovski גרנט=grant גרסיה=garcia גת=gat דאבור=davor דאג=dug דאגלס=duglas
 דאדלי=dudlei דאוד=daud דאום=daum דאטו=dato דאיה=daia דאלאס=dalas דאנגלו=dangelo דאנקן=dunkan
 דארון=daron דאריו=daro דארין=darin דארן=daren דארקו=darko דב=dov דבון=devon דבוס=devos
 דבורה=debora,dvora,devora דבי=debe,debi דברה=debra,debora דגלאס=duglas דגן=dagan דדי=dedi
 דובאל=duval דובדבני=duvdevani דוג=dug דוגלאס=duglas דוד=david דודו=dudu דוהרטי=daugerti דווייט=dvigt
 דווין=devin דויד=david דוידי=davidi דויל=doile דוכס=duke דוכסית=of דולורס=dolores דולי=doli
 דולמן=dolman דומיטרו=dumitru דומינגו=domingo דומיניק=dominic,dominikue,dominik דומניקו=domeniko
 דונג=dong דונובן=donovan דונטו=donato דונלד=donald דוסון=davson דור=dor דורה=dora דורון=doron
 דורותי=doroti דורותיאה=dorotea דורי=dori דורין=dorin דוריס=doris דורית=dorit דושאן=dusan דותן=dotan
 דזירה=desiri דזמונד=desmond דיאב=diab דיאז=diaz,dez דיאמנט=diamant דיאן=diane,deian דיאנה=diana
 דיארה=diara דידי=didi דידייה=dider דיו=do דיוויד=david דיויד=david דיון=don,deon דיופ=dop דיוק=duke
 דיטה=dita דיטמר=detmar דיטר=deter דיטריך=detric דייב=dave דייגו=dego דייוויד=david
 דייוויס=davis,daves דייויד=david דייזי=daisi דייל=dale דיילי=dali דיימון=damon דיין=daian,dean,dane
 דיינה=dana דייק=dik דילון=dilon דילמן=dilman דילן=dilan דימה=dima דימיטאר=dimitar דימיטר=dimitar
 דימיטרי=dimitri דימיטריה=dimitre דימיטריס=dimitris דין=dean דינה=dina דינו=dino דינקו=dinko דיץ=dec
 דיק=dik דיקינסון=dikinson דיקנס=dikens דיקנסון=dikinson דיקסון=dikson דירק=dirk דל=del דלה=dele
 דליה=dalia דליטה=dileita דלית=dalit דלפי=delfi דמיאן=damian,damen דמיטרו=dmitro דמיטרי=dmitri
 דמיטריק=dmitrik דמיס=demis דן=dan דנה=dana דנוטה=danuta דנטה=dante דני=dani דניאיל=danil דניאל=danel
 דניאלה=danela,danele דניאלס=danels דניז=deniz דנילה=danila דנילו=danilo דנין=danin דניס=denis,denise
 דנמרק=denmark דסטין=dustin דפנה=dafna,dafne דקוטה=dakota דקל=dekel דקסטר=dekster דקר=deker
 דראגוביץ=dragovic דראגן=dragan דראזן=drazen דרגאן=dragan דרו=drev דרור=dror דריו=daro דריווש=darius
 דריוס=darius דרייק=drake דריל=daril דריק=derik דרלין=darlene דרק=derek דרקסלר=dreksler האו=hove
 האוורד=hovard האטון=huton האל=hul האמר=hamer האן=hahn האנד=hand האנה=hana האנט=hunt האנטר=hunter
 האס=has הארט=hart האריס=haris האריסון=harison הבה=haba הדסון=hudson הודג=hodge הודגס=hodges
 הווארד=hovard הול=hal הולדן=holden הולמס=holmes הולנד=holand הונגריה=hungari הוף=hof הופ=hope
 הופמן=hofman הופר=huper הוקינס=havkins הורוביץ=horovic הטון=hatun היגינס=higins הייד=hide
 היידן=haiden הייווד=haivud הייז=haes היילי=halei היים=heim היינס=hines,haines היינריך=heinric
 היינריקס=heinrics היל=hil הילברט=hilbert הילטון=hilton היקוקס=hikoks היקמן=hikman היקס=hiks
 הירש=hirs הכהן=hakohen הלברשטאם=halberstam הלוי=halevi הלפרין=halperin המילטון=hamilton
 הנדלר=handler הנדריקס=hendriks הנדרסון=henderson הנלי=hanlei הנסן=hansen הנרי=henri הס=hes הסן=hese
 הפבורן=hepburn הפנר=hefner הקיסר=emperor הקיסרית=empres הקרדינל=kardinal הר=har הראל=harel
 הרגיטאי=hargitai הרד=hurd הרטמן=hartman הרינגטון=harington הריסון=harison הרלי=hurlei הרמן=herman
 הרצוג=herzog הרצפלד=herzfeld הררה=herera השביעי=vi השישי=vi התשיעי=iks ואלדס=valdes ואקמה=nvakaeme
 וב=veb ובסטר=vebster ובר=veber וגה=vega וגנר=vagner וואזן=voisin וובר=veber ווד=vud וודארד=vudard
 ווטסון=vacon ווטרס=vaters וול=vol וולאס=valace וולטון=valton וולטרס=valters וולמן=volman
 וולף=volf,vulf,volfe וולפסון=volfsohn וולש=vals וונג=vong ווקר=valker וורברטון=varburton וורד=vard
 וורן=varen וושינגטון=vasington וטר=veter ויבר=veaver ויגינס=vigins וידאל=vidal ויטני=vhitnei
 ויטפילד=vhitfeld וייד=vade ויידמן=veidman וייט=vhite וייטהד=vhitehead וייל=veil ויינברג=veinberg
 וייס=veis וייסמן=veisman וילה=vila וילהלם=vilhelm ויליאמס=viliams ויליאמסון=viliamson ויליס=vilis
 וילסון=vilson וילקינס=vilkins וין=vin וינוקורוב=vinokurov וינסנט=vincent וינצל=vincel ויצמן=veizman
 ולדמן=valdman ולטר=valter ולינגטון=velington ולנסיה=valencia ולס=vels ולש=vels וסט=vest
 וסרמן=vaserman וקס=vaks וקסמן=vaksman ורנר=verner זאב=ziv זאק=iackues זהבי=zahavi זכאי=zakai
 זליגמן=seligman זלינגר=selinger זמיר=zamir זק=zak חאן=han חדד=hadad חדיד=hadid חוה=cava חורי=huri
 חטיב=hatib חיים=caim,haim חיל=gil חלי=celi חלילוביץ=halilovic חלפון=halfon חן=cen חנוך=canoc
 חסין=hasin חסן=hasan טאנר=taner טאקר=tuker טוב=tov טולדו=toledo טומלינסון=tomlinson טומפסון=tompson
 טוקאן=tukan טורה=tore טורס=tores טיבי=tibi טייטום=tatum טייטלבוים=teitelbaum טיילור=tailor
 טיילר=tiler טימונס=timons טל=tal טראוטמן=trautman טראורה=traore טראמפ=trump טרבור=trevor
 טרוטר=troter טרי=teri טרנר=turner יאן=ian יאנג=iung יאנקר=ianker יאקובס=iakobs יבגני=evgeni
 ידלין=iadlin יהודה=ehuda יהושע=ehosua יו=hug יואן=even יוגין=eugene יוגיני=eugene יוגיניה=eugenia
 יוז=huges יום=hume יון=iun יונסון=onson יוסף=osef,iusef יורגנסן=iurgensen יורק=orke יחזקאל=ezekel
 יחיא=iahia ילין=elin ילינק=elinek ילנה=elena ינובסקי=ianovski ינקו=ianko,ianku יסקי=iaski
 יעקב=iakob,iakov יפה=iafe יפים=efim יצחק=isac,ichak יצחקי=ichaki ירושלים=erusalem יריב=iariv
 ישראל=israel יתום=iatom כהן=kohen,kohn כהנא=kahana,kahane כורש=cirus כילדבר=cildebert כלוביס=klovis
 כץ=kac כצנלסון=kacnelson כריס=cris כריסטה=crista כריסטוס=cristos כריסטוף=cristof,cristofe
 כריסטופר=cristofer כריסטי=criste,cristi כריסטיאן=cristian,kristian כריסטיאנו=kristiano
 כריסטין=cristine כריסטינה=cristina,cristine,kristina כרמי=karmi כרמית=karmit כרמל=karmel
 כרמלה=karmela כרמן=karmen לאב=love לאד=lad לאו=lau,lov,love לאון=leon לאנג=lang לאפייר=lapere
 לארסון=larson לביא=lave לה=love לואי=luis לואיז=luise לואיס=levis לובין=lubin לודוויג=ludvig
 לוול=lovel לוז=luz לוי=levi לויד=loid לוין=levin,levine לויצקי=levicki לונג=long לונדין=lundin
 לוסטיג=lustig לופז=lopez לופס=lopez לוץ=luc לוק=luke לוקשנקו=lukasenko לורנס=lavrence לי=li,leig
 ליאון=leon ליב=leib ליבוביץ=leibovic ליבשיץ=livsic לידל=lidel לייב=leib ליין=lane לייק=lake לין=line
 לינדברג=lindberg לינדו=lindo לינץ=linc לינקולן=linkoln ליפמן=lipman ליפשיץ=lifsic,lipsuc ליץ=leac
 למברט=lambert למון=lemon למל=laemle לנגפורד=langford לנדאו=landau לסקין=laskin לקי=leke לרנר=lerner
 מאדן=maden מאהלר=mahler מאהר=maher מאור=maor מאייר=mer,maer מאיר=meir מאמא=mama מאן=man
 מאנינג=maning מאסי=masei מאק=mak מאר=mar מארי=murai,mare מארלי=marlei מאשם=masam מדבדב=medvedev
 מדינה=medina מודן=modan מוחמד=muhamad,mohamad,mohamed מולר=moler מונרו=monroe מוס=mos
 מוסוליני=musolini מוסטפא=mustafa מוצניגו=mocenigo מוקדון=macedon מור=mure,mor מוראלס=morales
 מורגן=morgan מורגנשטרן=morgenstern מורו=morov,moro מוריס=moris מורל=morel מורן=moran מורנו=moreno
 מזר=mazar מיד=meade מיזם=muhsam מיטשל=micel מיי=mai מיילס=miles מיינרד=mainard מייסון=mason
 מייקל=micael מייר=mer מיכאלי=micaeli מיל=demile מיליגן=miligan מילמן=milman מילן=milne מילס=mils
 מילר=miler,muler מילשטיין=milstein מינץ=minc מיצל=micel מירון=miron מישל=micel מלו=melo מלט=malet
 מלך=of מלמד=melamed מלניק=melnik מלרוני=mulronei מן=man מנג=meng מנדוסה=mendoza מנדל=mandel
 מנדלסון=mendelsohn מנדס=mendes מנדש=mendes מנחם=menacem מנטל=mantle מנלי=manlei מנסור=mansur
 מנספילד=mansfeld מנשה=menase מסון=mason מקאוליף=mkaulife מקארתי=mckarti מקגרגור=mcgregor
 מקדונל=mcdonel מקדונלד=macdonald,mcdonald מקדרמוט=mcdermot מקווין=mckuin מקולי=makaulai
 מקינטוש=makintos מקליין=mklean מקלין=maklean מקנוטון=mcnaugton מקנזי=makenze מקנזן=makensen
 מקניל=mcneil מקסוול=maksvel מקסימוביץ=maksimovic מרגולין=margolin מרגרט=margaret מרדכי=mordecai
 מרוקו=morocko מרטון=marton מרטין=martin מרטינו=martino מרטינס=martinez מרי=mari מריאן=marian
 מרידור=meridor מריה=maria מרין=marin מרכוס=markus מרלו=marlove מרסיה=mercia מרפי=murfi מרצלו=marcelo
 מרקוביץ=markovic מרקס=marks מרשל=marsal משה=mose,moses מתיוס=matevs מתיס=matis מתר=mater נאווי=navi
 נאפולי=naples נבון=navon נואל=noel נובלו=novelo נוימן=neuman נון=nun נור=nur נורווגיה=norvai
 נורטון=norton נורי=nuri נורמן=norman נורת=nort נחמיאס=nahmias ניוטון=nevton ניומן=nevman
 ניוקום=nevkomb נייט=knigt נייתן=natan ניל=nil,neil נין=nin ניסמן=nisman ניקול=nikole
 ניקולאידיס=nikolaidis ניקולס=nicols,nicolas ניררי=nirari נלסון=nelson נסביט=nesbit נסיכת=of
 נסיר=nasir נפאל=nepal נצר=necer נתן=natan נתניהו=netaniahu סאבאג=savage סאבו=sabo סאלח=sale
 סאליבן=sulivan סאלם=salem סאמר=sumer סאנצס=sancez סאסקס=suseks סאר=sar סארינן=sarinen סבג=sabag
 סבע=saba סג=segal סגל=segal סדגוויק=sedgvik סדן=sadan סדריק=cedric סובורוב=suvorov סוויני=svinei
 סוויפט=svift סוונסון=svenson סוזוקי=suzuki סולומון=solomon סומרס=somers סונג=song סופי=sofe
 סופר=sofer סורי=suri סזאר=cesar סטארק=stark סטויאנוב=stoianov סטון=stone סטיבנס=stevens
 סטיוארט=stevart סטיל=stile,stil סטנטון=stanton סטפן=stefen סטרוגטסקי=strugacki סטרונג=strong
 סטרנד=strand סיגל=segel סיד=cid סיזר=cesar סיירוס=cirus סילבה=silva סילברמן=silverman סיליה=celia
 סים=sim סימון=simon סימונס=simons סימור=seimur סימפסון=simpson סינגר=singer סינדי=cindi
 סינקלייר=sinklair סינתיה=cintia סיסלי=ciceli סיריל=ciril,cirile סירקין=sirkin סלומון=salomon
 סלוצקי=slucki סליה=celia סלים=slim סלין=celine סלע=sela סמואל=samuel סמית=smit סמפסון=sampson
 סנדובל=sandoval סנדרס=sanders סנדרסון=sanderson סנואו=snov סנטוס=santos סנטנה=santana סניידר=snider
 סנצז=sancez ססאר=cesar ססיל=cecil,cecile ססיליה=cecilia ספירס=spears ספנסר=spencer סקוט=skot
 סקוטלנד=skotland סקינר=skiner סקלי=sekeli סקרלטי=skarlati סרדיניה=sardinia סרמיינטו=sarmento
 עאדל=adel עאטף=atef עאישה=aisa עאמר=amer עבאס=abas עבדאללה=abdula,abdala עדיל=adil עדן=eden
 עדנאן=adnan עדנה=edna עופר=ofer עזאם=azam עזיז=aziz עזרא=ezra עזריאל=azrel עזריה=azaria עטר=atar
 עינת=einat עיסאם=esam עיראק=irak עלי=ali עליזה=aliza עלמה=alma עמוס=amos עמי=ami עמיקם=amikam
 עמירם=amiram עמירן=amiran עמית=amit עמליה=amalia עמנואל=emanuel,emanuele עמרם=amram ענר=aner
 ענת=anat עקיבא=akiva,akiba ערן=eran ערפאת=arafat פאביו=fabo פאוול=povel פאולה=paula
 פאוסטינו=faustino פאט=fat פאטס=fac פאינה=faina פאלאסיו=palaco פאלמר=palmer פאן=fan פאני=fani,fane
 פארוק=faruk פאריד=farid פארל=farel פארלי=farlei פארמר=farmer פארקר=parker פאשא=pasa
 פביאן=fabian,faben פברי=fabri פבריס=fabrice פבריציו=fabrizo פדריקה=federika פדריקו=federiko
 פוגל=vogel פוטר=poter פול=paul,pul פולק=polak פולר=fuler פוסט=post פוסטר=foster פוסי=fosei
 פופוב=popov פוקורני=pokorni פוקס=foks,fucs פורד=ford פורטוגל=portugal פורטר=porter פוריט=porit
 פוריסט=forist פורנייה=furner פורסטר=forster פטון=paton פטימה=fatima פטלייר=patelere פטרוב=petrov
 פטרובה=petrova פטרוביץ=petrovic פטרי=petre פטריק=patrik פטרסון=peterson,paterson פטרסקו=petresku
 פיודור=fedor,feodor פיונה=fona פיזאנו=pisano פיט=pit פיטרס=peters פיי=fae,fai פייג=page
 פייגנבאום=feigenbaum פיינברג=feinberg פייסל=faisal פייר=pere פיית=fait פיליפ=filip פיליפו=filipo
 פיליפס=filips פין=fin פינקל=finkel פיץ=fic פיצגרלד=ficgerald פיק=pik פיקט=piket פיקרינג=pikering
 פירמוס=piramus פירס=pearce,perce פירסון=person,pearson פישל=fisel פישר=fiser פלאי=peli פלג=peleg
 פלדמן=feldman פלויד=floid פלטשר=flecer פלין=flin פליסיטי=feliciti פליפה=felipe פליצה=felice
 פליקס=feliks פלמינג=fleming פלנגן=flanagan פן=pen פנג=feng פנינג=faning פסקל=paskal פקה=peka
 פקונדו=fakundo פרגוסון=ferguson פרדיננד=ferdinand פרו=perault פרומקין=frumkin פרוצו=feruco פרז=perez
 פרי=peri,feri פריד=fred פרידל=fredel פרידמן=fredman פרידריך=fredric פרייזר=fraser פרייר=ferer
 פריל=frel פרימן=friman פריס=feris פריץ=fric פריר=frir פרכאר=fercar פרל=pearl פרנאן=fernand
 פרננדה=fernanda פרננדו=fernando,ferdinand פרננדס=fernandez,fernandes פרנסואה=frankois פרנסיס=francis
 פרנץ=ferenc,franz,frenc פרנצסקו=francesko פרנק=frank פרנקו=franko פרנקלין=franklin פרס=perez
 פרסונס=parsons פרסל=purcel פרץ=perec פרקינס=perkins פרקר=parker פרקש=farkas פתאח=fata פתחי=fati
 פתיח=fati ץ=kac צאד=cad צאו=kao,cao צאן=can צאנג=cang צאק=cuk צארלי=carle,carlei צארלס=carles
 צבי=zvi,cvi צדוק=zadok צואה=cua צובל=cobel צוי=coi צונג=cung צוקרמן=zukerman צור=cur צזארה=cesare
 צזרה=cesare ציון=zon צייני=cenei צייס=case צימרמן=zimerman ציפריאן=ciprian ציפריאנו=cipriano
 ציריאקו=ciriako צלסי=celsea צמברליין=camberlain צן=cen צנג=ceng צנדלר=candler צסטר=cester
 צסלב=ceslav צפלין=caplin צפמן=capman צריל=ceril צרלטון=carlton צרלי=carle צרלס=carles צרץ=curc
 צרתלי=cereteli קאופמן=kaufman קאט=kat קאי=kai קאל=kal קאליש=kalis קאמי=kamile קאמיל=kamile
 קאמילו=kamilo קאסמי=kasmi קאסרס=kaceres קאפור=kapur קאץ=kac קאר=kar קארה=kara קארול=karol
 קארי=kare,karei,kari קארל=karl קארלה=karla קארלו=karlo קארלי=karli קבסאס=kabezas קדר=kedar קו=ku
 קובי=kobi קובנר=kovner קודי=kodi קווייל=kuaile קווין=kuin קוזנצוב=kuznecov קוטה=kota קוטון=koton
 קוך=koc קול=kole קולט=kolete קולטון=kolton קולי=kolei קולין=kolin קולינס=kolins קולם=kolm
 קולמן=koleman קולפר=kolfer קומאר=kumar קון=kun קונאל=konal קונאן=konan קונולי=konoli קונור=konor
 קונט=komte קונטאריני=kontarini קונטה=konte קוני=kone,koni קונסטן=konstant קונסטנטיוס=konstantius
 קונסטנטין=konstantin,konstantine קונסטנטינוס=konstantinos,konstantine קונסטנצה=konstanze
 קונראד=konrad קונרד=konrad קוסטה=kosta קוסטיץ=kostic קוסמין=kosmin קוסמן=kosman קופולה=kopola
 קופר=koper קוק=kok,koke קוקו=koko קוקייה=kocia קוקס=koks קור=kor קורבט=korbet קורט=kurt
 קורטני=kourtnei קורי=kori,korei קוריגן=korigan קורייאה=koreia קורין=korin,korine קורמן=korman
 קורן=koren קורנל=kornel קורנליה=kornelia קורנליוס=kornelius קורצווייל=kurzveil קושניר=kusnir
 קזימיר=kasimir קטלינה=katalina קטרינה=katerina קיארה=ciara קיטון=keaton קיי=kai קייט=kate
 קייטלין=kaitlin קייל=kile קיין=kane,kain קייס=keis קייסי=kasei קים=kim קין=kin קינגסלי=kingslei
 קיני=kinei קיסר=keisar קיסרית=of קיפיאני=kipiani קיפר=kefer קיריל=ciril קית=keit קלאוד=klaude
 קלאודיה=klaudia קלאודיו=klaudo קלאודיוס=klaudius קלאוזנר=klausner קלאומנס=kleomenes קלאוס=klaus
 קלאופטרה=kleopatra קלאס=klas קלארק=klark,klarke קלואי=cloe קלוד=klaude קלודט=klaudete קלודיה=klaudia
 קלודין=klaudine קלווין=kalvin קלוז=klose קלי=kelei,keli קליי=klai קלייב=klive קלייד=klide
 קלייטון=klaiton קליין=klein קלייר=klaire,klare קלינט=klint קלינטון=klinton קליף=klif קליפורד=kliford
 קליקסטוס=kalikstus קלמנט=klement קלמנטי=klementi קלמנס=klement,klemens קלר=keler קלרה=klara
 קלרמן=kelerman קלרנס=klarence קלרק=klerk,klark קמיל=kamile קמילה=kamila קמילו=kamilo קמפבל=kampbel
 קמרון=kameron קנדול=kandole קנדי=kenedi,kandi קנדיס=kandice קנדל=kendal קנדריק=kendrik קנוט=kanute
 קנטור=kantor קנינגהם=kuningam קנפארי=kanfari קסטיליה=kastile קסידי=kasidi קסיוס=kasius קפלן=kaplan
 קר=ker קרא=kara קראוזה=krause קראוס=kraus קרדוזו=kardoso קרוז=kruz קרול=karol,karole קרולה=karola
 קרוליין=karoline קרולין=karoline,karolin קרולינה=karolina קרומפטון=krompton קרוס=kros קרוסבי=krosbi
 קרותרס=karuters קרטיס=kurtis קרטר=karter קרי=kare,kuri קרייג=kraig קרין=karine קריס=cris
 קריסטין=cristine קריסטל=kristal קריספין=krispin קרל=karl,carles קרלה=karla קרלו=karlo קרלוס=karlos
 קרלטון=karlton קרלי=karli קרליבך=karlebac קרלס=karles קרלסון=karlson קרמיין=karmine קרמר=kramer
 קרסון=karson קרסטן=karsten קתי=kati קתרין=katerine קתרינה=katarina,katerine ראב=rab ראיין=rian
 ראסל=rusel רבינוביץ=rabinovic רואה=roi רואיס=ruiz רוב=rob רובין=rubin רובינגר=rubinger
 רובינזון=robinson רובינס=robins רובינסון=robinson רובינשטיין=rubinstein רוברט=robert רוברטס=roberc
 רוברטסון=robercon רוגרס=rodgers רודריגז=rodriguez רודריגס=rodriguez רוז=rose רוזה=rose רוזן=rosen,of
 רוזנברג=rosenberg רוזנפלד=rosenfeld רוטה=rota רוטנברג=rotenberg רוטשילד=rotsild רוי=roi
 רומניה=romania רוני=runei רוס=ros רוסו=ruso רוסטי=roseti רוסי=rosi רוסיה=rusia רוסקה=ruska רוק=rok
 רוקפלר=rokefeler רות=rot רזאק=razak רחמן=rahman רט=rat ריברה=rivera ריד=reid,rid רידלי=ridlei ריו=ro
 ריי=rai רייט=vrigt ריילי=rilei ריימונד=raimond ריינולדס=reinolds ריינר=rainer רייס=rice ריכטר=ricter
 ריס=ris ריץ=ric ריצי=rice ריצמן=ricman ריצרד=ricard ריצרדס=ricards ריצרדסון=ricardson ריקליס=riklis
 רלס=carles רמזי=ramsai רמירס=ramirez רן=ran רנטגן=rontgen רני=rene רנייה=regner רפפורט=rapoport
 רש=res רשף=resef רתרפורד=ruterford שאה=sa שאו=sav שאול=saul שארל=carles שארלוט=carlote שארפ=sarp
 שביט=savit שו=sav שוברט=subert שוודיה=sveden שווייצר=sveicer שווימר=svimer שוורץ=svarc,svarz
 שוורצמן=svarcman שוחט=sohat שול=sol שולמן=sulman שומר=sumer שוסטר=suster שוקר=suker שורמן=surman
 שושן=sosan שטיין=stein שטראוס=straus שטרן=stern שטרנברג=sternberg שילדס=selds שילון=silon שילר=siler
 שינדלר=sindler שיף=sif שיפרין=sifrin שיק=sik שיקו=ciko שלו=salev שלום=salom שליט=salit שמואל=samuel
 שמידט=smidt שמיר=samir שמעון=camun,simon שמעוני=simoni שנון=sanon שנטל=cantal שניידר=sneider,snider
 שפירא=sapiro,sapira,spira שפרבר=sperber שפרד=seferd שץ=sac שרדר=sroder שרון=saron שרי=ceri
 שריל=ceril שרל=carles שרלוט=carlote שרלוטה=carlote שרמן=serman,sarman ששון=sason תדהר=tidar
 תומאס=tomas תומסון=tomson תומפסון=tompson תורן=torne תורנטון=tornton اباظه=abaza ابان=aban
 ابتسام=ebtisam ابتهاج=ebtehai ابرار=abrar ابراهام=abraham ابراهيم=ebrahim,ibrahim,brahim
 ابراهيمي=ebrahimi,ibrahimi ابوالحسن=abolhasan ابوالفضل=abolfazl,abul ابوالقاسم=abolgasem,kasim,kasem
 ابوالكلام=kalam ابوذر=abuzar ابونا=abuna اتاباي=atabai اتابك=atabak اتشي=atasi اتيره=atira
 اجمل=aimal احد=ahad احرش=ahrac احسان=ehsan احسن=ahsan احلام=ahlam احمد=ahmed,ahmad
 احمدرضا=ahmad,ahmadreza احمدزاده=ahmazade احمدو=ahmedu احمدي=ahmadi احمديان=ahmadian احمر=ahmar
 احميده=ahmida اختر=ahtar,ahter اخلاق=ahlak اخوان=ahavan ادريس=dris ادريسي=idrisi ادغم=ladgam
 ادم=adam,adem ادمون=edmond ادموند=edmond ادهم=adam ادوارد=edvard,eduard اديب=adib اديبه=adiba
 اذر=azar ارام=aram ارباب=arbab ارتين=artin ارجمند=arimand اردشير=ardesir اردلان=ardalan اردني=urduni
 اردوان=ardavan ارزقي=arezki ارزو=arezu ارسلان=arsalan,arslan ارش=aras ارشد=arsad ارشيا=arsia
 اركان=arkan ارمان=arman ارمن=armen ارميتا=armita ارمين=armin,armen ارناؤوط=arnaut اروب=arop
 ارون=aron,arun اروي=arva اريا=aria ارياني=iriani اريانپور=arianpur اريج=ari اريك=eric ارين=arian
 ازاد=azad ازاده=azade ازري=azari ازموده=azmude ازهار=azar ازهر=azar ازيتا=azita اسجد=asad
 اسحاق=esag,isak اسد=asad اسدالله=asadola,asadula اسدي=asadi اسراء=esra اسرار=asrar اسعد=asad
 اسفنديار=esfandiar اسفندياري=esfandiari اسكندر=eskandar,iskander,eskander اسكندري=eskandari
 اسكندريان=eskandarian اسلام=islam,eslam اسلم=aslam اسما=asma اسماء=asma
 اسماعيل=ismail,esmail,esmaeil اسماعيلي=esmaeili اسمهان=asmahan اسود=asvad اسيا=asia اسيل=asil
 اسيه=asia اشا=asa اشتري=astari اشتياني=astiani اشرف=asraf,acraf اشفاق=asfak اشقر=askar اشكان=askan
 اشوري=asuri اصغر=asgar اصف=asif,asef اصفهاني=esfahani اصلاني=aslani اصلي=asli اطرش=atrac اطهر=atar
 اظهر=azar اعجاز=eiaz,iaz اعزاز=aizaz اعظم=azam اعظمي=azami اعمر=amar اعوان=avan اعور=avar اغا=aga
 اغاسي=agasi افاق=afak افتاب=aftab افتخار=iftihar افخمي=afhami افراح=afra افريدي=afridi افسانه=afsane
 افسر=afsar افشار=afsar افشاري=afsari افشاں=afsan افشين=afsin افضل=afzal افنان=afnan افندي=efendi
 افيلال=afilal اقايي=agaei اقبال=ikbal,egbal,ekbal اكبر=akbar اكبري=akbari اكرامي=ekrami اكرم=akram
 اكمل=akmal الاء=ala الان=alain,alan الحق=abdelhak,hak,hakue الحي=hai,abdelhai الدو=aldo السا=elsa
 الكس=aleks الكو=aleko الله=abdula,abdala المر=mur الن=alan اله=abdelila,abdulela الهه=elahe
 الهي=elahi,ilahi الي=ali الين=aline امادو=amadu امال=amal,amel امام=emam امامي=emami
 امان=amanula,aman,amanala امانت=amanat اماني=amani امجد=amiad امر=amar امراله=amrola امغار=amgar
 امقران=amokrane امل=amal املي=amoli امنه=amna,emna,amina امه=amat اميرحسين=amirhosein,hosein
 اميررضا=amireza اميرعلي=amirali اميرمهدي=amirmehdi اميره=amira اميري=amiri اميل=emile
 امين=amin,amine امينه=amina اميني=amini انا=ana اناهيتا=anahita اناهيد=anahid انجم=anium انجي=engi
 اندرانيك=andranik اندراوس=andraos اندرو=andrev اندريه=andre انزو=enzo انس=anas انسي=ansi انصار=ansar
 انصاري=ansari انطوان=antoine انطوانيت=antoinete انطون=antun انطوني=antoni انطونيو=antono
 انطونيوس=antonos انعام=enamul انوار=anvar,anvarul انور=anvar,anuar انوري=anvari انوش=anus
 انوشا=anusa انوشه=anuse انوشيروان=anusiravan,anusirvan اني=ane انيس=anis انيسه=anisa انيل=anil
 انڑ=unar اهوازي=ahvazi اول=aval اويس=avais اوين=avin ايات=aiat اياد=aiad,eiad اياز=aiaz ايت=ait
 ايدا=aida ايدين=aidin ايراندوست=irandust ايفا=eva ايلي=ele ايليا=elia ايمان=eman,eiman
 ايمانويل=emanuel ايمن=aiman,aimen ايمي=ami ايناس=enas ايه=aia ايهاب=ehab ايهم=aiham ايوب=aiub
 اچكزئي=acakzai با=ba بابا=baba بابر=babar بابك=babak بابكر=babiker بابو=babu باجوه=baiva باجي=bei
 بادشاه=badsa بادي=badi باديس=badis باران=baran باروا=barua باري=bari باز=baz باسط=basit,abdulbaset
 باسل=basel,basil باسم=basem,basim باسمه=basima باسيل=basil باشا=pasa,baca,basa باغبانباشي=bagbanbasi
 باقر=bager,baker,bakar باقري=bageri باقي=abdelbaki,baki باكاري=bakari بالحاج=belhai بالهادي=belhadi
 بامداد=bamdad بان=ban باهي=bahi بايا=baia بايرام=bairam بايه=baia بايگان=baegan بتول=batul
 بثينه=butaina,buteina بجاوي=beiaui بحراني=bahrani بحري=bahri بخاري=buhari,bohari بخت=baht بخته=bahta
 بختي=bahti بختيار=bahtiar بخش=buks,bahs بخيت=bahit بدر=badr,bader,badar بدران=badran بدراوي=badravi
 بدرخان=badrahan بدري=badri بدريه=badria بدوي=badavi,badaui بدير=bdeir بديع=bade بديعه=badia
 بذري=bazri براء=bara براتي=barati براده=barada برازي=brazi براك=barak براهيم=brahim براهيمي=brahimi
 برت=albert برجس=barias برخد=barhad برديا=bardia برعصي=barasi بركات=barakat برنا=borna برني=burnei
 برهان=burhan,borhane برومند=borumand بروهي=brohi بري=bare,bari بريجيت=brigite بزنجو=bizeno
 بسام=basam بسباس=besbes بسم=bismila بسمه=basma بسنت=basant بسواس=bisvas بسيسو=bseiso بشار=basar
 بشارتي=besarati بشاره=becara بشاري=besari بشر=bisr بشري=busra,bucra بشير=basir,becir,bacir
 بصري=basri بصير=basir بطرس=butros بغداد=bagdad بغدادي=bagdadi بك=bei
 بكر=bakr,baker,abubakar,abubaker بكري=bakri بلال=bilal,bilel,belal بلاول=bilaval بلحاج=belhai
 بلحسن=belhasan,belhasen بلخوجه=belhoia بلخير=belhir بلعيد=belaid بلقاسم=belkacem,belgacem
 بلقايد=belkaid بلقيس=balgis,balkis,bilkuis بلوشي=balusi بلوچ=baloc,baluc بناني=benani بنجلون=benelun
 بندر=bandar,bander بندعلي=bandali بنسالم=bensalem بنيامين=beniamin بهاء=baha,bahaedin
 بهاءالدين=bahaedin بهادر=bahador,bahadur بهادري=bahadori بهار=bahar بهاره=bahare بهاري=bahari
 بهبودي=behbudi بهجت=bahiat,bahgat بهداد=behdad بهرام=bahram بهرامي=bahrami بهروز=behruz بهزاد=behzad
 بهزادي=behzadi بهشاد=behsad بهلول=bahlul بهمن=bahman بهناز=behnaz بهنام=behnam بهنوش=behnus
 بهيجه=bahia بهيه=bahia بوبكر=bubekeur,bubakar,bubaker بوتان=botan بوجمعه=buiema,buema بوخلفه=buhalfa
 بوراس=buras بوراوي=buraui بورقيه=burkuia بوزيد=buzid بوسته=buseta بوسحاقي=busaki بوشعيب=bucaib
 بوشيخي=bucihi بوضياف=budiaf بوطالب=butaleb بوعلام=bualem,bualam بوقره=buguera بول=bol بولس=bulos
 بيات=baiat بياتي=baiati بيان=baian بيبو=bibo بيبي=babi بيتا=bita بير=albert بيرنگ=birang بيشي=bisi
 بيطام=bitam بيلو=belo بينا=bina بيه=beia بيژن=bian بيگ=baig بيگلري=biglari بيگي=beigi بٹ=but
 بگوي=bugvi بھٹو=bhuto بھٹي=bhati تاج=tai تاجيك=taik تازي=tazi تبريزي=tabrizi تحسين=tahsin تراب=turab
 تركاشوند=torkasvand تركي=turki تريكي=triki تشارلز=carles تفتي=tafti تلامعلي=talamali تليلي=tlili
 تميمي=tamimi تهراني=tehrani تواب=tavab توسلي=tavasoli توفيق=tavfik توكلي=tavakoli تومي=tumi
 تونسي=tunsi توني=tuni ثابت=tabet,tabit ثابتي=sabeti ثاني=tani,sani ثروت=tarvat ثنيان=tunaian
 جابر=iaber,gaber,iabir جاد=gad جار=iarala جاسم=iasim,iasem جاما=iama جامع=iama جامعي=iamai
 جاموس=iamus جان=ian جاويد=iaved جبار=iabar,abdeliabar جباري=iabari جبالي=ebali جبر=gabr,iabr
 جبران=gebran جبريل=ibril,gibril جبور=iabur جبوري=iuburi جتوئي=iatoi جدعاني=iadani جدو=idu جدوع=iadua
 جدون=iadun جدي=edi,idei جرادات=iaradat جراره=iarare جراري=irari جرداق=ordac جزائري=iazairi
 جزيري=iaziri جعفر=iafar,gafar جعفري=iafari,iafri جلال=galal,ialal جلالي=ialali جلون=benelun
 جليل=abdelialil,ialil,abdelelil جليلي=ialili جم=iam جمال=iamel,gamal,iamal جمالات=gamalat
 جمالي=iamali جمشيدي=iamsidi جمعان=iaman جمعه=iuma,goma,oma جميل=iamil,gamil جميله=iamila
 جميلي=iumaili جنابي=ianabi جنتي=ianati جندي=guindi,iundi جنيات=eniat جهاد=gehad جهانبخش=iahanbahs
 جهانگيري=iahangiri جهاں=ehan جهني=iuhani,ohani جهيد=iahid جواد=iavad,gavad,iuad,abduliavad
 جوانمرد=iavanmard جورج=george,georges جورجيا=georgia جورجيت=georgete جوكار=okar جولاني=olani
 جيلالي=ilali جيهان=gehan حائري=haeri حاتم=hatem حاجيان=haian حاجيزاده=haizade حاجيپور=haipur
 حارث=harit حارثي=harti حاشي=hasi حافظ=hafez حامد=hamed,hamid حايك=haek حبشي=habasi حبه=haba
 حبيب=habib حبيبي=habibi حبيبيان=habibian حبيشي=hubaisi حجاج=haiai حجار=haiar حجازي=hiazi,heiazi
 حداد=hadad حدادي=hadadi حديد=hadid حديدي=hadidi حرازي=harazi حرب=harb حربي=harbi حرسي=hersi
 حركات=harkat حريري=hariri حسام=hosam حسان=hasan حسن=hasan حسناوي=hasnaui حسنزاده=hasanzade
 حسني=hosni,hasani,hasni حسنين=hasanein حسون=hasun حسونه=hasuna حسين=husain,husein
 حسيني=hoseini,huseini,husaini حشاني=hacani حصني=hisni حطاب=hatab حفيظ=hafiz,abdelhafid حق=hak
 حقاني=hakani حقيقي=hagigi حكيم=abdelhakim,hakim حكيمي=hakimi حلاق=halak حلاوه=halava حلبي=halabi
 حلمي=helmi حلو=helu حليم=halim,abdelhalim حماد=hamad حماده=hamada,hamade حمادي=hamadi حمد=hamad
 حمدان=hamdan حمداني=hamdani حمدي=hamdi حمروني=hamruni حمزاوي=hamzaui حمزه=hamza حمصي=homsi
 حمود=hamud,humud حموده=hamuda حميد=hamid,abdelhamid حميده=hamida,hemida,hemeida حميدي=hamidi
 حميري=himiari حناشي=hanaci حنانيا=hanania حنفي=hanafi حنيف=hanif حوراني=hurani حوسني=hosani
 حيات=haiat حياني=haiani حيدر=haidar,haider حيدري=heidari خاتمي=hatami خادمي=hademi خازن=hazen
 خاطر=hater خاكي=haki خالد=halid,haled خالدي=halidi,haldi خالق=halik,halek,abdelhalek خان=han
 خاني=hani خدادادي=hodadadi خداياري=hodaiari خرافي=harafi خرمشاهي=horamsahi خسروي=hosravi
 خصاونه=hasavne خضر=hader خضور=hadur خضير=hudair خطاب=hatab خطيب=hatib,alhatib خطيبي=hatibi خلج=halai
 خلعتبري=halatbari خلف=halaf خلفي=halfi خليفه=halifa,helifa خليل=halil خليلي=halili خماش=hamas
 خمليشي=hamlici خميس=hamis خميسي=hamisi خنيزي=hunaizi خواجه=havaia,huaia خوري=huri خياري=hiari
 خيال=haial خيبري=haibari خير=hair خيري=hairi خيون=haiun خٹك=hatak داؤد=daud,davud دائم=daim داد=dad
 دادي=dadi دارا=dara دارابي=darabi دارين=darin داريوش=darius داغر=dager دافيد=david دالي=dali
 داليا=dalia داليدا=dalida دامغاني=damgani دامون=damun دانا=dana دانش=danis,danes دانشور=danesvar
 دانه=dana داني=dani دانيا=dania دانيال=danial,danel دانيه=dania دانييل=danel داود=davud,daud
 داودي=daudi,davudi داوود=davud,daud داوودي=davudi دباغ=dabag,debag دحان=dahane دخيل=dahil
 دخيلي=dhili دراني=durani دراوي=draui دربال=derbal درصاف=dorsaf دره=dora درويش=darvis دريد=duraid
 دريس=dris دستغيب=dastgeib دشتي=dasti دعد=dad دفتري=daftari دقه=daka دل=dil دلال=dalal دلاور=dilavar
 دلشاد=dilsad دلنده=dalenda دليطه=dileita دليله=dalila دليمي=dulaimi دمشقيه=dimaskia دنيا=donia,dunia
 دنيس=denis دنيل=danel دهقان=dehgan دهقاني=dehgani دواس=davas دوري=duri,dori دوست=dost
 دوستدار=dustdar دوسري=dosari دوللي=doli دوله=davla دومينيك=dominikue دياب=diab ديانا=diana ديب=dib
 ديبا=diba ديجي=i ديدار=didar ديف=dev ديك=dik ديما=dima ديمه=dima دين=din,azedine,ezedine دينا=dina
 دينغ=deng دينق=deng دينو=dino ديوان=devan ذو=du ذوالفقاري=zolfagari ذياب=diab ذيب=dib رؤف=rauf
 رؤوف=abderauf,rauf رئيسي=raisi راتب=rateb رادان=radan راز=raz رازق=razek رازي=razi راشد=rased,raced
 راضي=radi راغب=rageb رانا=rana راني=rani راهي=rahi راوي=ravi رباح=raba رباني=rabani ربه=rabo
 ربيعه=rabia ربيعي=rubai,rubae,rabei رجب=ragab رجوب=raiub رحبي=rahbi رحمان=abderahmane,rahman,rehman
 رحماني=rahmani رحمن=rahman,abdulrahman,abderahmane رحمه=rahma رحمون=rahmune رحموني=rahmuni
 رحيم=rahim,abderahim رحيمي=rahimi رزاق=razak,abderazak,abdulrazak رزق=rizk رزقي=rezgui رزيق=rzig
 رستمي=rostami رسول=rasul رشاد=rasad رشدي=rusdi رشوان=rasvan رشيد=rasid,racid,abdirasid رشيدي=rasidi
 رصافي=rasafi رضا=raza,abdolreza,reda رضايي=rezaei رضوان=reduane,radvan رضوي=razavi رفاعي=rifai
 رفسنجاني=rafsaniani رفعت=rifat رفيعي=rafe رفيق=rafik,rafikue ركابي=rikabi ركراكي=regragui رمزي=ramzi
 رمضان=ramadan رمضانزاده=ramezanzade رمضاني=ramezani رنتيسي=rantisi رنجبر=ranibar رهبر=rahbar
 رهنما=rahnama روبله=roble روحاني=rohani رويسي=ruisi رياحي=riahi رياض=riad,riaz ريان=raian ريگي=rigi
 زارع=zare زاهد=zahid زاهدي=zahedi زاهر=zaher زايد=zaed زايدي=zaidi زبيدي=zubaidi,zubeidi زبير=zubair
 زرنگار=zarnegar زروق=zaruk زريق=zreik زعبي=zubi زعرور=zarur زغبي=zogbi زكريا=zakaria زكي=zaki
 زمان=zaman زماني=zamani زموري=zemuri زنجاني=zaniani زند=zand زندي=zandi زنكوي=zenkavi زهاوي=zahavi
 زهرا=zahra زهراء=zahra,zohra,ezahra زهران=zahran زهراني=zahrani زهره=zohra زواري=zuari زواغي=zuagi
 زواوي=zuaui زيات=zaiat زياد=ziad زيان=benziane زيب=zeb زيتوني=zituni زيد=zaid,zeid زيدان=zaidan
 زيداني=zidani زيدي=zaidi زين=zein سابا=saba ساحلي=sahli سادات=sadat ساسي=sasi ساعدي=sadi,saedi
 سالك=salek سالم=salem,salim سالمين=salmin سام=sam سامرائي=samarai سامي=sami ساها=saha ساهي=sahi
 سباطه=sebata سباعي=sibai سبحاني=sobhani,subhani سبزواري=sabzvari سبع=saba سبيعي=sobeai ستار=satar
 سجاد=saiad سجادي=saiadi سدحان=sadan سراج=serai,sirai,sarai سرحان=sarhan سرشار=sarsar سرور=sarvar
 سعادت=sadat سعادتمند=sadatmand سعاده=sade سعد=sad سعداوي=sadavi سعدون=sadun,sadune سعدي=sadi
 سعود=saud سعيد=said,saed سعيدي=saidi,saeidi سفيان=sofiane سقاف=sakaf سكاف=skaf سلام=salam,abdeslam
 سلامه=salama,salame,slama سلاوي=slaui سلطاني=soltani سلفيتي=salfiti سلمان=salman سلموني=selmuni
 سلوم=salum سليم=salim,slim,selim سليمان=suleiman,sulaiman,soliman سليماني=soleimani سليمي=salimi
 سمار=semar سماره=samara سمان=saman سماوي=smaui سمره=samra سمير=samir سميع=sami سناء=sana سنان=sinan
 سندي=sindi سنيني=sanini سهرابي=sohrabi سهيل=suhail,sohail سوداني=sudani سوراني=sorani سوري=suri
 سوسي=susi سومرو=sumro سويدي=suvaidi سويسي=suisi سيدي=sidi سيروس=cirus سيزار=cesar سيسي=sisi,cise
 سيف=seif,saif سيلين=celine سينا=sina سينتيا=cintia شاب=ceb شابه=ceba شابي=cebi شادلي=cedli
 شاذلي=cedli,cadli شارل=carles شاعر=saer شافعي=safei شافي=safi شافيه=cafia شاكر=caker,sakir,saker
 شامسي=samsi شامو=samov شامي=sami شاه=sa شاهي=sahi شاهين=sahin شايگان=saegan شبلي=sibli شبير=sabir
 شجاعي=soiaei شحات=sahat شحاده=sehade شرايبي=craibi شربل=carbel شرع=sara شرف=carfedine,saraf
 شرفي=carfi,corfi شرقاوي=sarkavi شرقي=sargi شريعتي=sariati شريف=cerif,sarif,serif شريفه=cerifa
 شريفي=sarifi شريفيان=sarifian شعبان=saban,cabane شعلان=salan شعيب=cuaib شفيع=safe شفيعي=safe
 شفيق=cafik,safik شقرا=cakra شقرون=cakrun شكري=cukri,cokri,sokri,sukri شكور=sakur شكيب=cakib
 شلق=salak شمراني=samrani شمري=samari شمس=sams,camsedine,cems شمعون=camun شميم=samim شنيك=alsanik
 شهاب=sehab,ciheb شهبازي=sahbazi شهراني=sahrani شهزاد=sehzad شهلا=cahla شهناز=sahnaz شهيد=sahid
 شهيدي=sahidi شهيل=suhail شوا=sava شوقي=savki,cavki,cauki شوكت=saukat شويري=cueiri
 شيباني=seibani,saibani شيخي=seihi شير=ser شيرازي=sirazi شيري=siri شيرين=cirine شيماء=caima
 شينواري=sinvari شيوا=siva صابر=saber صابري=saberi صاحب=abdesaheb صادق=sadik,sadek صادقي=sadegi
 صارمي=saremi صافي=safi صالح=sale صالحه=salha صالحي=salehi,salhi,salihi صايغ=saeg صباح=saba
 صبرا=sabra صبري=sabri صبوري=saburi صدر=sadr صدري=sadri صدقي=sedki صديق=sidik صديقه=sidika
 صديقي=sidikui,sadiki,sediki,sedigi صعب=sab صغير=sgaer,segir صفار=safar صفدري=safdari صفريوي=sefriui
 صفوت=safvat صفوي=safavi صقر=sakr صقلي=skali صلاح=sala صلاد=salad صلواتي=salavati
 صمد=samad,abdesamad,abdesamed صمدي=samadi صوفي=sufi صياد=saiad ضاحي=dahi ضاري=dari ضاهر=daher
 ضحي=duha,doha ضيا=zia ضياء=dia ضيف=daifala طائي=tae,tai طارق=tarik,tarek طاف=altaf طالب=taleb,talib
 طالبي=talebi,talbi طاهر=taher,tahir,eltahir طاهري=taheri طحان=tahan طرابلسي=trabelsi طراونه=taravne
 طلال=talal طلايي=talai طلعت=talat طنب=tomb طه=taha طهماسبي=tahmasebi طوخي=tuhi طويل=tavil
 طيب=taeb,taib طيفور=taifur ظافر=dafer ظاهر=daher ظفر=zafar ظنحاني=danhani ظهور=zahur ظهير=zahir
 عائده=aida عائشه=aisa,aica,aesa عابده=abida عابدي=abedi,abdi عابديني=abedini عادل=adel,adil
 عادله=adela عارف=arif,aref عازار=azar عاشق=asik عاشور=acur,asur عاشوري=asuri,acuri عاصم=asim,asem
 عاصمه=asma عاصي=asi عاطف=atef,atif عاطفه=atefe عافيه=afia عاقل=akil عاقله=akila عاكف=akef عالم=alam
 عالمزيب=alamzaib عالمگير=alamgir عالي=abdelali,ali عاليه=alia,ale عامر=amer,amir عامري=amri,ameri
 عاني=ani عاهد=ahed عايد=aid عايده=aida عايشه=aica,aisa عايض=aed عباده=abada عبادي=abadi,ebadi
 عباس=abas عباسعلي=abas عباسي=abasi عباسيان=abasian عبدلي=abdeli عبده=abdo,abdu,abd عبدو=abdu
 عبدون=abdun عبدي=abdi عبله=abla عبود=abud عبيد=obaid,abid عبيدلي=obaidli عبيده=ubaida
 عبيدي=obaidi,ubaidi,labidi عبير=abir عتيبي=otaibi عتيق=atik,atikue عثمان=osman,otman,usman
 عثماني=otmani عجرمي=airami عجلوني=ailuni عجمي=aimi عدلي=adli عدنان=adnan عده=ada عدوان=advan
 عديل=adil عديله=adila عذرا=azra عرابي=orabi عراف=araf عراقي=iraki,laraki عرب=arab عربنيا=arabnia
 عربي=larbi,arabi,arbi عرش=ars عرفات=arafat عرفان=erfan عرفه=arafa عروه=arua عروي=larui عريان=erian
 عريبي=laribi عريقات=erekat عز=ez عزام=azam عزان=azan عزت=ezat عزتالله=ezatola عزمي=azmi عزه=aza
 عزوز=azuz عزيز=aziz,abdelaziz,abdulaziz عزيزالله=azizola عزيزه=aziza عزيزي=azizi عساف=asaf
 عسقلاني=askalani عسكري=askari عسيران=oseiran عسيري=asiri عسگري=asgari عشري=asri عصار=asar
 عصام=esam,aisam عصفور=asfur عصمت=esmat عضدي=azodi عطا=ata,ataur عطاءالله=ataola عطار=atar
 عطاري=atari عطاس=atas عطايي=ataei عطيف=otaif عطيه=atia,ate عظمت=azmat عظيم=azim عظيمي=azimi
 عفاف=afaf,afef عفت=efat عفراء=afra عفيف=afif عفيفه=afifa عقبي=okbi عقل=akel عقله=ukla عقيل=akil
 عقيلي=ukaili عكاري=akari عكاشه=akase علاءالدين=alaedin علال=alal,alel علام=alam علامه=alama
 علاوي=alavi علج=ali علمي=alami,elmi علوان=alvan علواني=alvani علوش=alus علوي=alavi,alaui,alui,alvi
 علي=ali عليا=alia علياء=alia علياشرف=asraf علياصغر=asgar,aliasgar علياكبر=akbar,aliakbar
 عليجاني=aliani عليخاني=alihani عليرضا=alireza عليزاده=alizade عليم=alim عليمحمد=mohamad
 عليمرادي=alimoradi علينقي=alinagi عليه=aleia,alia عليپور=alipur عماد=emad عمار=amar عماره=amara
 عمران=imran,omran عمراني=omrani عمراوي=amraui عمرو=amr,amro عمري=omari,amri,omri عمور=amor عميد=amid
 عميري=amiri عنابي=anabi عناد=enad عنان=anan عنايت=enaiat عنايتالله=enaiatola عنتر=antar
 عنداري=andari عنزي=anazi,enezi عنسي=ansi عنود=alanud عهد=ahed,ahd عواد=avad,auad عواطف=avatef
 عوده=ode,uda,avda عودي=avdi عوض=avad عوضي=avadi عوف=auf عولقي=avlaki عون=avn,aun عوني=avni
 عويس=ovais عياد=aed,aiad عيادي=aiadi عياري=aiari عياش=aiace عياشي=aiaci عيد=eid عيدروس=aidarus
 عيساوي=aisaui,isavi عيسوي=esavi عيسي=isa,eisa,esa,aisa غابرييل=gabrel غاده=gada غادي=gadi غازي=gazi
 غالب=galeb,galib غالي=gali غاليه=galia غامدي=gamidi,gamdi غانم=ganem,ganim غاوي=gavi غدير=gadir
 غربال=gorbel غرباوي=garbavi غربي=garbi غريب=garib غريبي=gribi غريبپور=garibpur غرير=gurair
 غريسي=lagrisi غزال=gazal,gezal غزاله=gazala,gazale غزالي=gazali غزاوي=gazavi غزل=gazal غزلان=gizlane
 غزول=gazul غسان=gasan غساني=gasani غصن=gosn غضنفر=gazanfar غفار=gafar غفور=gafur غفوري=gafuri
 غلام=gulam غلامي=golami غندور=gandur غني=gani,abdelgani غنيم=goneim غنيمه=ganima غوث=gaus غول=gul
 غيث=gait غيثه=gita غيلاس=giles فؤاد=fuad فائز=faez فائزه=faiza,faeze فائق=faek,faik فاتح=fate,fati
 فاتن=faten فاتو=fatu فاخر=faher فاخوري=fahuri فادي=fadi فاديه=fadia فارس=fares,faris فارع=farea
 فاروق=faruk فاروقي=faruki فاسي=fasi فاضل=fadel,fadil,fazel فاطمه=fatima,fatma,fateme فاطنه=fatna
 فالح=fale,fali فاني=fani فايد=faed فايز=faez فايزه=faiza فايق=faik فتاح=fata,abdelfata,abdelfeta
 فتاحي=fatahi فتانه=fatane فتح=fatala,fatola فتحالله=fatola فتحي=fati,feti فتحيه=fatia,fetia
 فتوني=ftuni فتيحه=fatiha فجر=fair,faer فخر=fahr,fahredine فخري=fahri فدا=fida فدوي=fadva,fedva
 فرا=fara فراج=farai فراح=fara فراز=faraz فراس=firas,feras فرامرز=faramarz فرانك=faranak فربد=farbod
 فرج=farai,farag,frai فرجاد=fariad فرح=fara فرحات=farhat,ferhat فرحان=farhan فرحت=farhat
 فرخ=faru,faro,fara فرخنده=farhanda,farhonde,farhunda فرخي=faruhi فرداد=fardad فردوس=fardus
 فردين=fardin فرزات=farzat فرزاد=farzad فرزامنيا=farzamnia فرزان=farzan فرزانه=farzane,farzana
 فرزند=farzand فرزين=farzin فرشاد=farsad فرشته=fereste فرشيد=farsid فرغلي=fargali فرناز=farnaz
 فرنوش=farnus فرهاد=farhad فرهادي=farhadi فرهنگ=farhang فروزان=frozan فروغ=forug فروهر=foruhar
 فريادي=fariadi فريال=ferial,ferel,farial فريبا=fariba فريبرز=fariborz فريحه=fariha,freha فريد=farid
 فريده=farida,faride فريدون=fereidun,feridun فصيح=fasi فصيحي=fasihi فضل=fazal,fadel,fadl,fazle
 فضلالله=fazlola فضلي=fazli فضه=feda فضيل=fodil فضيله=fadila,fadela,fazila فطومه=fatuma فغالي=fegali
 فقار=zulfikar فقي=fiki فقير=fakir فقيه=faki,feki فكري=fekri فلاته=falata فلاح=fala فلك=falak
 فنايي=fanaei فهاد=fahad فهد=fahad,fahd,fahed فهري=fehri فهمي=fahmi فهيد=fahid فهيم=fahim
 فهيمه=fahime,fahima فواد=favad,foad فواز=favaz فوزان=favzan فوزي=favzi,fauzi
 فوزيه=favzia,fauzia,fozia,fuzia فولادوند=fuladvand فياض=faiad,faiaz,alfaiad,fiaz فيحان=faihan
 فيروز=firuz,feroze,fairuz فيروزبخت=firuzbaht فيروزه=firuze فيصل=faisal,faikal,faisel فيض=faiz,faizur
 فيضالله=faizula فيضان=faizan فيلالي=filali فيليكس=feliks قائد=kaid قاجار=kaiar
 قادر=abdelkader,kadir,kader قادري=kadri,kadiri قاده=kada قاسم=gasem,kasem,kasim قاسمي=kasmi,gasemi
 قاضي=kadi,kazi قاضيزاده=gazizade قاق=kak قانصوه=kanso قبيسي=kubaisi قحطاني=kahtani قدره=kedra
 قدور=kadur قدوره=kadura قدوري=kaduri قدوس=kudus قدير=kadir قذافي=gadafi قرباني=gorbani
 قرداحي=kordahi قرشي=kurasi قرني=karni,garni قريب=garib قريشي=kuresi,kuraisi قصاب=kasab
 قصير=kasir,kosair قطان=katan قعوار=kavar قفاص=kafas قليزاده=golizade قمر=kamar قنبري=ganbari
 قنديل=kandil قهرمان=gahreman قوي=kavi قيسي=kisi قيصر=kaiser قيقه=guiga قيوم=kaium كاتب=elkatib
 كارلا=karla كارلوس=karlos كارمن=karmen كارول=karole كارولين=karoline كارين=karine كارگر=kargar
 كازروني=kazeruni كاشاني=kasani كاشف=kasef كاظم=kadim,kazim كاظمي=kazemi,kazmi كاف=kaf كافي=kefi,kafi
 كاكر=kakar كاكڑ=kakar كامارا=kamara كامران=kamran كامكار=kamkar كامل=kamel,kamil كاميار=kamiar
 كبير=kabir,abdelkebir,kebir كبيسي=kubaisi كرد=kurd كردي=kurdi كرم=karam كرمي=karmi كريستيان=cristian
 كريستين=cristine كريم=karim,abdelkrim,abdelkarim كريمي=karimi كسندر=aleksander كسيس=aleksis
 كشاورز=kesavarz كعبي=kabi كعوان=kauane كمار=kumar كمال=kamal كمالي=kamali كميل=kamile,kamil
 كندري=kandari كنعان=kanan كنگرلو=kangarlu كواري=kuvari كوشان=kusan كومبو=kombo كيالي=kaiali
 كيان=kian كياني=kiani,kaiani كھوسه=hosa كھوسو=hoso لاري=lari لال=lal لالا=lala لامي=lami
 لاچيني=lacini لبكي=labaki لبيب=labib لحود=lahud لشگري=lasgari لطفي=lotfi,lutfi لطيف=abdelatif,latif
 لطيفي=latifi لقمان=lukman لهي=abdolahi لواتي=luati لوتاه=luta لوح=lu لودين=ludin لوصيف=lucif
 لوهار=lohar لياقت=liakat ليبي=libi مؤمن=mumin,abdelmumen,mumen ماجد=maid ماجري=meiri ماريا=maria
 ماس=mas ماضي=madi مالك=abdelmalek,malik,malek مالكي=malki,maleki مامون=mamun مانع=manea ماهر=maher
 مبارك=mubarak مباركي=mebarki مباشري=mobaseri مبروك=mabruk متوكل=mutavakil متولي=metvali متين=matin
 مثلوثي=matluti مجالي=maiali مجاهد=muiahid مجدي=magdi مجرشي=mairasi
 مجيد=abdelmaid,maed,maid,abdulmaed مجيدي=maidi محب=muhib محبوب=mahbub محبي=mohebi
 محتشميپور=mohtasamipur محجوب=mahiub محجوبي=mahiubi محرم=moharam محسن=mohsen,muhsin,mohsin
 محسني=mohseni محفوظ=mahfuz محفوظي=mahfudi محمد=mohamed,muhamad,mohamad محمدخاني=mohamadhani
 محمدي=mohamadi محمديان=mohamadian محمود=mahmud,mehmud محمودي=mahmudi مختار=muhtar مختاري=mohtari
 مخلافي=mahlafi مخلوف=mahluf مخيني=muhaini مدني=madani مراد=murad,mrad مرادي=moradi مراديان=moradian
 مرتضي=murtada مرزا=mirza مرزوق=marzuk مرزوقي=marzuki مرسي=morsi,mursi مرعي=marei مرهون=marhun
 مروت=marvat مروي=marvi مري=mari مريني=mrini مزهر=mezer مزيان=meziane مسباح=mesba مسدي=msedi
 مسعد=masad مسعود=masud,mesaud مسعودي=mesaudi,masudi مسكيني=meskini مسلم=moslem مسيح=masi
 مشايخي=masaehi مشتاق=mustak مشيري=mosiri مصباح=mesba مصباحي=mesbahi مصري=masri مصطفي=mustafa,mostafa
 مصمودي=masmudi مطالقه=matalka مطر=matar مطلب=mutalib مطيري=mutairi مظاهري=mazaheri مظهر=mazar
 معتوق=matuk معز=almoez معصومي=masumi معلوف=maluf معيني=moeini مغربي=magrabi مفتي=mufti مقدسي=makdisi
 مقدم=mogadam مقري=makri مقصود=maksud مقيمي=mogimi مكاوي=makavi مكوار=mekuar مكي=maki,meki
 ملاح=mela,mala ملال=melal ملحم=melhem ملك=malik,malek ملكاوي=malkavi ملكوتي=malakuti ملكي=maleki
 ملهي=malhi ملوك=meluk ممتاز=mumtaz ممدوح=mamdu ممدوٹ=mamdot من=minala منان=manan منت=mint
 منتظري=montazeri مندوخيل=mandohail منصور=mansur منصوري=mansuri منصوريان=mansurian منظور=manzur
 منعم=moneim,monem,abdelmonem منفرد=monfared منيب=munib منير=munir مهبولي=mahbuli مهدوي=mahdavi
 مهدي=mahdi,mehdi مهديان=mahdian مهديپور=mehdipur مهرانفر=mehranfar مهنا=muhana مهندس=muhandes
 مهني=meheni موحد=movahed موسوي=musavi,mosavi موسي=musa مولايي=molaei مولد=muvalad
 مولي=mavla,abdelmula مياں=mian مير=mir ميرزا=mirza ميرزايي=mirzaei ميرغني=mirgani ميساوي=misaui
 ميشيل=micel ميلاد=miled ميلاني=milani ميلود=milud ميهوبي=mihubi نائيك=naik ناجي=nai,nagi
 نادري=naderi نادي=nadi ناز=naz,elnaz ناصر=naser,nasir,abdulnaser ناطق=natek نافع=nafi نامدار=namdar
 نباتي=nabati نبي=nabi نبيل=nabil نجار=naiar نجدي=naidi نجفابادي=naiafabadi نجفزاده=naiafzade
 نجفي=naiafi نجم=negm,naem,naim,nim نجمابادي=naimabadi نجيب=naib,naguib نحاس=nahas ندا=nada
 نديم=nadim نذير=nazir نراقي=naragi نسور=ensur نسيم=nasim نصار=nasar نصر=nasr نصري=nasri نصيب=nasib
 نصير=nasir نصيري=nasiri نصيف=nasif نظامي=nizami نظري=nazari نعمان=numan نعمه=nehme نعيم=naim
 نعيمي=naimi نفيسي=nafisi نقاش=nakas,nackace نقوي=nakvi نقيب=nakib نكروما=nkruma نمازي=namazi
 نمر=nemr نهار=nahar نواز=navaz نوبي=nubi نور=nur,abdenur نوروزي=noruzi نوري=nuri نوريان=nurian
 نوفل=nofal نون=nun نيازي=niazi نيكخواه=nikha نيكزاد=nikzad نژاد=neiad هاجري=hairi
 هادي=hadi,abdelhadi,abdulhadi هارون=harun هاري=hari هاشم=hasim,hasem,hacem
 هاشمي=hasemi,hacemi,hasimi هام=elham هاني=hani هردي=hardi هزاروي=hazarvi هشام=hisam هلال=hilal,helal
 هلالي=hilali,helali همامي=hamami همايون=homaiun همايوں=humaiun همتي=hemati همداني=hamedani همه=hima
 هندي=hindi هواري=huari هيار=alahiar هيكل=haikal واحد=vahed,abdeluahed,vahid,abdelvahed واصف=vasef
 وافي=vafi واكد=vaked والي=vali وجيه=vai وحيدي=vahidi وحيون=uahiune ودرني=uederni وردك=vardak
 وردي=vardi وزاني=uazani وزير=vazir وسلاتي=ueslati وسيم=vasim وفايي=vafaei وقاص=vakas وكيل=vakil
 وكيلي=vakili وليد=valid وهاب=vahab,abdelvahab,abdulvahab وهبي=vahbi ياري=iari ياس=elias,eles
 ياسين=iasin يان=eliane يحيي=iahia,beniahia,ehia يزدي=iazdi يساندرو=alesandro يعقوب=iakub,iakoub
 يعقوبي=iagubi,iakoubi,iakubi يفه=alifa يماني=iamani يوسف=iusef,iusuf,iusif يوسفي=iusefi,iusufi
 يونس=iunis,iunus,iunes,iunas پارسا=parsa پاشا=pasa پرويز=pervaiz,pervez پروين=parvin پناهي=panahi
 پهلوان=pahlavan,pahalvan پهلوي=pahlavi پوررضا=pur پيرزاده=pirzada پيرواني=peirovani چا=ca چشتي=cisti
 چنگيز=cangiz چودھري=caudri,covduri,caudari چوهدري=caudri,caudari,covduri چوھدري=caudri چيمه=cima
 ڈار=dar ڈوگر=dogar ژرژ=george گارنيك=garnik گراوند=geravand گل=gul گلاره=gelare گلستان=golestan
 گلپايگاني=golpaegani گنجي=gani گودرزي=gudarzi گوهر=gauhar,gohar گيلاني=gilani 가네코=kaneko 가드너=gardner
 가르시아=garcia 가리=gari 가말=gamal 가모=gamo 가미야=kamia 가브리=gabri 가브리에우=gabrel 가브리엘=gabrel 가브리엘라=gabrela
 가브리엘레=gabrele 가비=gabi 가비리아=gaviria 가스=gart 가스톤=gaston 가스통=gaston 가에타노=gaetano 가엘=gael 가와시마=kavasima
 가이=gui 가이시=gaisi 가이우스=gaius 가지=kai,gazi 가쿠=gaku 가쿠지=gakui 가타야마=kataiama 가토=kato 가파르=gafar 간디=gandi
 갈=gal 갈레아초=galeazo 갈리=gali 갈리나=galina 갈리스토=kalikstus 강=kang 개러스=garet 개리=gari 개릿=garet 개브리엘=gabrele
 개빈=gavin 개스턴=gaston 갠디=gandi 갤러웨이=galovai 거스=gus 거트루드=gertrude 게딘=getin 게랄트=gerald 게레로=guerero
 게르다=gerda 게르트=gerd 게르하르트=gerhard 게리=gari 게오르게=george 게오르그=georg 게오르기=georgi,george 게오르크=georg,george
 게이브리얼=gabrel 게이츠=gates 게일=gaile,gail,gale 게저=geza 겐키=genki 겐타=genta 고=go 고노=kono 고노에=konoe
 고다마=kodama 고더드=godard 고두노프=godunov 고드프리=godfrei 고든=gordon 고란=goran 고려=goreo 고로=goro 고르돈=gordon
 고르디아누스=gordian 고메스=gomez,gomes 고메즈=gomez 고바야시=kobaiasi 고시=gosi 고야=goia 고젠=gozen 고지마=koima
 고트프리트=gotfred 고트홀트=gotold 고틀로프=gotlob 고틀리프=gotleb 곤사우베스=gonkalves 곤살레스=gonzalez 곤살로=gonzalo
 곤잘레스=gonzalez 곤잘로=gonzalo 곤차가=gonzaga 골드너=goldner 골드버그=goldberg 공=of 공제=gong 괴칸=gohan
 교황=vi,ksi,iks,ksvi 구겐하임=gugenheim 구드뢰드=gofraid 구드룬=gudrun 구로다=kuroda 구리야마=kuriama 구스타보=gustavo
 구스타브=gustav 구스타프=gustav,gustaf 구이단토니오=guidantono 구이도=guido 구테흐스=guteres 구티에레스=guterez 군나르=gunar
 굴=gul 굴드=guld 굴리엘모=guglelmo 굽타=gupta 굿먼=gudman 귀도=guido 귀스타브=gustave 귄터=gunter 그라나도스=granados
 그라데니고=gradenigo 그랜트=grant 그레고르=gregor 그레고리=gregori,greg 그레고리오=gregori,gregoro 그레고리우스=gregori
 그레그=greg 그레이=grai 그레이스=grace 그레이시=grace 그레이엄=graham 그레임=graeme 그레타=greta 그레테=grete 그렉=greg 그로스=gros
 그리고레=grigore 그리고리=grigori 그리피스=grifit 그린=grine,grin 그린버그=grinberg 그린우드=grinvud 그웬=gven
 그웬돌린=gvendoline 글러버=glover 글렌=glen 글로리아=gloria 글루크=gluk 기=gui 기도=guido 기라이=girai 기무라=kimura
 기번스=gibons 기시다=kisida 기예르모=guilermo 기오르기=gorgi 기욤=guilaume 기젤라=gisela 기쿠치=kikuci 기타가와=kitagava 길=gil
 길레르미=guilherme 길버트=gilbert 길피=gilfi 김=kim 깁=gib 깁슨=gibson 나가노=nagano 나가이=nagai 나시멘투=nascimento
 나이트=knigt 나카가와=nakagava 나카노=nakano 나카니시=nakanisi 나카무라=nakamura 나카야마=nakaiama 나카이=nakai 나카지마=nakaima
 나카타=nakata 나카하라=nakahara 나폴리=naples 남송=song 내시=nas 네기시=negisi 네로=nero 네베스=neves 네빌=nevile 넬슨=nelson
 노게이라=nogueira 노구치=noguci 노리스=noris 노블=noble 노스=nort 노엘=noel 노이만=neuman 노턴=norton 뇌르뷔=norbi 누녜스=nunez
 뉴먼=nevman 뉴턴=nevton 니라리=nirari 니스=nese 니시=nisi 니시무라=nisimura 니컬스=nicols 니콜라이디스=nikolaidis 닐=neal
 닐센=nelsen 닐손=nilson 다고베르트=dagobert 다나=dana 다나이=danai 다나카=tanaka 다니=dani 다니구치=taniguci 다니얼=danel
 다니에우=danel 다니엘=danel 다니엘라=danela 다니엘레=danele 다닐=danil 다닐라=danila 다닐로=danilo 다닐루=danilo 다다토모=tadatomo
 다르코=darko 다리아=daria 다리오=daro 다리우스=darius 다무라=tamura 다미르=damir 다미안=damian 다비=davi 다비데=davide
 다비드=david 다비트=david 다샤=dasa 다시=darci 다윈=darvin 다이=dai 다이고=daigo 다이사쿠=daisaku 다이스케=daisuke 다이시=daisi
 다이애나=diana 다이앤=diane 다이치=daici 다이키=daiki 다카기=takagi 다카하시=takahasi 다케우치=takeuci 다코타=dakota 다테=date
 다프네=dafne 단=dan 단돌로=dandolo 단코=danko 단테=dante 달=dahl 달린=darlene 달브레=albret 당=tang 대니=dani 대니얼=danel
 대니얼스=danels 대니엘=danele 대런=daren 대린=darin 대릴=daril 댄=dan 댈러스=dalas 더=te 더그=dug 더글라스=duglas
 더글러스=duglas 더루이즈=deluise 더멋=dermot 더스티=dusti 더스틴=dustin 더프=duf 던=dun 덩컨=dunkan 데네시=denes 데니=deni
 데니스=denis 데릭=derek,derik 데메트리오스=demetrius 데미=demi 데미스=demis 데미언=damian 데버러=debora 데번=devon
 데보라=debora 데브=dev 데브라=debra 데비=debe,debi 데빈=devin 데스테=deste 데스피나=despina 데시=desi 데얀=deian 데이=dai
 데이나=dana 데이먼=damon 데이미언=damen,damian 데이브=dave 데이비=davei 데이비드=david 데이비드슨=davidson 데이비스=davis,daves
 데이빗=david 데이지=daisi 데일=dale 데즈먼드=desmond 덱스터=dekster 덴마크의=denmark 델가도=delgado 델핀=delfine 도나토=donato
 도너번=donovan 도널=donal 도널드=donald 도니=doni 도로시=doroti 도르테=dorte 도리스=doris 도린=dorin 도메니코=domeniko
 도미니카=dominika 도미니크=dominikue 도미닉=dominic 도미이=tomi 도밍게스=dominguez 도밍고=domingo 도스트=dost 도야마=toiama
 도이=doi 도일=doile 도쿠나가=tokunaga 돌로레스=dolores 돌턴=dalton 두두=dudu 두샨=dusan 듀크=duke 드=of 드니=denis
 드라간=dragan 드레이크=drake 드렉슬러=dreksler 드루=drev 드류=drev 드미트로=dmitro 드미트리=dmitri 들롱=delon 디나=dina 디노=dino
 디디에=dider 디르크=dirk 디미타르=dimitar 디미트리스=dimitris 디미트리오스=dimitros 디아=dia 디아스=diaz,dias 디에고=dego
 디오게네스=dogenes 디옹=don 디제이=i 디킨슨=dikinson 디타=dita 디터=deter 디트리히=detric 딕=dik 딘=dean 딜런=dilan,dilon
 라루=larue 라르손=larson 라만=rahman 라미=lami 라미레스=ramirez 라스무센=rasmusen 라오=rao 라이더=rider 라이스=rice 라이언=rian
 라이트=vrigt 라일리=rilei 라킨=larkin 라파엘=rafael 라흐만=rahman 래드=lad 램지=ramsei 러더퍼드=ruterford 러브=love 러셀=rusel
 러시=rus 레너드=leonard 레니=rene 레드=red 레벨=revel 레비=levi 레빈=levin 레서=leser 레이=rae,rai 레이놀즈=reinolds
 레인=lane 렌츠=lenz 로=love 로드리게스=rodriguez 로런스=lavrence 로메로=romero 로버츠=roberc 로버트=robert 로빈슨=robinson
 로섬=rosum 로세티=roseti 로스=ros,rot 로슨=lavson 로시=rosi 로이=roi 로이드=loid 로저스=rogers 로젠펠드=rosenfeld
 로즈=rose,rhodes 로치=roac 로페스=lopez,lopes 로페즈=lopez 론돈=london 롱=long 롱고리아=longoria 루나=luna 루드=rud
 루빈스타인=rubinstein 루소=ruso 루이=luis 루이스=levis,luis,ruiz,luiz 루카스=lukas 루커스=lukas 루크=luke 루트비히=ludvig
 룽구=lungu 리=li,leig 리기=rigi 리드=rid,reid 리마=lima 리베로=rivero 리오=ro 리차즈=ricards 리처드=ricard
 리처드슨=ricardson 리처즈=ricards 리커즈=rikards 리터=riter 리히터=ricter 릭터=ricter 린=lin 린데만=lindeman 린드=lind
 린드버그=lindberg 린치=linc 마그누손=magnuson 마그누스=magnus 마누엘=manuel 마르코비치=markovic 마르코스=markos 마르티나=martina
 마르티네스=martinez 마르틴=martin 마리=mare 마리아=maria,mare 마사노리=masanori 마사로=masaro 마사쓰네=masacune
 마사유키=masaiuki 마셜=marsal 마스=mas 마스다=masuda 마쓰나가=macunaga 마쓰모토=macumoto 마쓰야마=macuiama 마쓰오카=macuoka
 마쓰우라=macura 마에다=maeda 마운트=munt 마이어=mer 마이클=micael 마일스=miles 마테오스=mateos 마틴=martin 막스=marks
 만네르헤임=manerheim 만수르=mansur 만프레디=manfredi 말라테스타=malatesta 말루프=maluf 말리=marlei 매너스=maners 매닝=maning
 매디슨=madison 매이슨=mason 매카시=mckarti 매켄지=mkenze 매코맥=mckormak 매클레인=mklean 매키=mki 매킨토시=makintos 맥=mak
 맥그레거=mcgregor 맥도널드=mcdonald,macdonald 맥브라이드=mcbride 맥스웰=maksvel 맥패든=mcfaden 맨=man 머리=murai 머피=murfi
 먼로=monroe 멀로니=mulronei 메노티=menoti 메디나=medina 메디치=medici 메리=mare 메릿=merit 메이=mai 메이스=mais
 메탁사스=metaksas 명제=ming 모건=morgan 모네=monet 모딜리아니=modigliani 모라이스=moraes 모랄레스=morales 모레노=moreno
 모렐=morel 모로=moro 모로조프=morozov 모리=mori 모리슨=morison 모리아티=moriarti 모리야스=moriasu 모리츠=moric 모모카=momoka
 모스=mos 모즐리=moselei 모코에나=mokoena 몬테펠트로=montefeltro 몰리=morlei 무뇨스=munoz 무라시게=murasige 무라타=murata
 무솔리니=musolini 무스타파=mustafa 무어=mure 무토=muto 뮐러=muler 미겔=miguel 미셸=micel 미쓰이=micui 미야시타=miasita
 미야자와=miazava 미야자키=miazaki 미야케=miake 미어스=mears 미우라=miura 미즈노=mizuno 미즈키=mizuki 미첼=micel 미카미=mikami
 미켈센=micelsen 미타=mita 미타니=mitani 미하일로비치=mihailovic 민츠=minc 밀러=miler 밀스=mils 바=ba 바그너=vagner
 바나나=banana 바너드=barnard 바레시=baresi 바르가스=vargas 바르바라=barbara 바르보라=barbora 바리=bari 바바=baba 바바라=barbara
 바버=barber 바버라=barbara 바비=bobi 바소=baso 바스=bas 바실리우스=basil 바얀=baian 바우만=bauman 바우티스타=bautista 바이=bai
 바이어=ber 바이에른의=bavaria 바카레=bakare 바카리=bakari 바크르=bakr 바티스타=batista 바하두르=bahadur 바흐=bac 바흐람=bahram
 박=park 반스=barnes 발렌시아=valencia 발렌타인=valentine 발루아의=valois 발베르데=valverde 발타사르=baltasar 발터=valter
 발해=balhae 밥=bob 배런=baron 배럿=baret 배리=bari 배스=bas 밴드=band 밴크로프트=bankroft 밸런타인=valentine 뱅자맹=beniamin
 뱅크스=banks 버나드=bernard 버넷=burnet 버니=berne 버드=bud,bird 버디=budi 버스터=buster 버크=burke 버클리=berkelei
 버턴=burton 버트=burt 버틀러=butler 버티=berte 버프=buf 벅=buk 번스=burns 번스타인=bernstein 벌린=berlin 베게너=vegener
 베글리=beglei 베네데토=benedeto 베네딕토=benedikt 베네딕트=benedikt 베네치아노=veneziano 베넷=benet 베노=beno 베누아=benoit
 베니에르=vener 베니토=benito 베레니스=berenice 베레니케=berenice 베렌가리오=berengar 베르거=berger 베르나르=bernard
 베르나르도=bernardo 베르나르두=bernardo 베르나르디노=bernardino 베르나르트=bernard 베르너=verner 베르크=berg 베르타=berta 베르트=bert
 베르트랑=bertrand 베른트=bernd 베른하르트=bernhard 베리=beri 베번=bevan 베스=bet 베스트=best 베아=bea 베아트리스=beatrice
 베아트리체=beatrice 베아트릭스=beatriks 베어=bear 베이커=baker 베이컨=bakon 베일러=bailor 베일리=bailei 베치=beci 베커=beker
 베키=beki 베티=beti 벤슨=benson 벤자민=beniamin 벤저민=beniamin 벤티볼리오=bentivoglo 벨=bel,bele 벨라=bela
 벨라스케스=velazkuez 벨러=bela 벨렌=belen 벨루=belo 벨리=beli 벨리니=belini 벨트레=beltre 벳시=beci 보=beau,bo,bove
 보그다노비치=bogdanovic 보그단=bogdan 보니=bone 보니파시오=boniface 보두앵=baldvin 보로닌=voronin 보르하=boria 보리스=boris
 보비=bobi 보슈코=bosko 보스=vos 보얀=boian 보이드=boid 보이스=boice 보이어=boer 보이코=boiko 보후슬라프=bohuslav 보흐단=bohdan
 본=bone 본즈=bonds 볼=bal 볼드윈=baldvin 볼레스와프=boleslav 볼프=volf 봉=bon 부라크=burak 부스=but 부시=bus 부트로스=butros
 북송=song 브누아=benoit 브라가=braga 브라보=bravo 브라운=brovn,braun 브라이스=brice 브라이언=brian 브라이트=brigt 브라힘=brahim
 브란덴부르크=brandenburg 브란덴부르크의=brandenburg 브란코=branko 브랑코=branko 브래드=brad 브래들리=bradlei 브래디=bradi
 브랜던=brandon 브랜든=brandon 브랜디=brandi 브램=bram 브램릿=bramlet 브랫=brat 브레기=bregi 브레넌=brenan 브렌다=brenda
 브렌던=brendan 브렌트=brent 브렛=bret 브로니스와프=bronislav 브록=brok 브론슨=bronson 브루나=bruna 브루노=bruno 브루누=bruno
 브루스=bruce 브루클린=bruklin 브루투스=brutus 브룩=bruke,bruk 브룩스=bruks 브룬=brun 브뤼노=bruno 브륄=bruhl 브리=bre
 브리스=bris 브리안=brian 브리지스=bridges 브리지트=brigite 브리짓=bridget 브리트니=britani 브릿=brit 블라인드=blind 블랑카=blanka
 블랑코=blanko 블랙=blak 블레어=blair 블레이크=blake 블레즈=blaise 블로흐=bloc 블루=blue 블룸=blum 비니=beane 비달=vidal
 비르기테=birgite 비르기트=birgit 비르테=birte 비베스=vives 비스콘티=viskonti 비아르드니=biarni 비안카=bianka 비앙카=bianka
 비에른=born 비즈=biz 비트=vit 빅=big 빅토리아=viktoria 빈센트=vincent 빌=bil 빌리=bili,bile 빌헬름=vilhelm 사나다=sanada
 사바=saba 사보=sabo 사비치=savic 사사키=sasaki 사에키=saeki 사와=sava 사이러스=cirus 사이먼=simon 사이토=saito 사카구치=sakaguci
 사카모토=sakamoto 사카이=sakai 사카타=sakata 사쿠라이=sakurai 사키=saci 사토=sato 사토미=satomi 사피나=safina 산스=sanz
 산체스=sancez 산타나=santana 산타마리아=santamaria 산토스=santos 산투스=santos 살람=salam 살비아티=salviati 새뮤얼=samuel
 새비지=savage 샌더스=sanders 샌더슨=sanderson 샘프슨=sampson 샤=sa 샤넬=canel 샤르마=sarma 샤를=carles 샤를로트=carlote
 샤먼=sarman 샤프=sarp 샬럿=carlote 서덜랜드=suterland 서진=in 서턴=suton 선샤인=sunsine 설리번=sulivan 세구라=segura
 세그레=segre 세드리크=cedric 세드릭=cedric 세사르=cesar 세실=cecil,cecile 세실리아=cecilia 세이빈=sabin 세자르=cesar
 세지윅=sedgvik 세코=seko 세토=seto 셀리나=celina 셀리아=celia 셀린=celine 셔우드=servud 셰릴=ceril 셰이크=ceik 셰티=seti
 셰퍼드=separd 솁첸코=sevcenko 소모사=somoza 소사=sosa 소아레스=soares 소여=saver 소이=soi 소자=suza 소토=soto 소프=torpe
 소피=sofe 손=torne 송=song 쇠렌센=sorensen 쇼=sov,so 쇼어=sore 쇼지=soi 쇼트=sort 수보로프=suvorov 수아레스=suarez
 슈나이더=sneider 슈라이어=srer 슈뢰더=sroder 슈머=sumer 슈미트=smidt 슈바르츠=svarz 슈툼프=stumpf 슐=sul 슐츠=sulc 스구리=suguri
 스나이더=snider 스노우=snov 스미스=smit 스벤손=svenson 스즈키=suzuki 스카를라티=skarlati 스콧=skot 스키아파렐리=siapareli
 스타인메츠=steinmec 스탠리=stanlei 스턴=stern 스톤=stone 스튜어트=stevart 스트롱=strong 스티븐=steven 스티븐스=stevens,stefens
 스티븐슨=stevenson 스틸=stile 스펜서=spencer 스포르차=sforza 슬레이드=slade 슬레이터=slater 슬림=slim 시게쓰구=sigecugu
 시그트뤼그손=sitriuc 시뇨리=signori 시드=cid 시디베=sidibe 시릴=ciril 시모무라=simomura 시몽=simon 시미즈=simizu 시바타=sibata
 시세=cise 시오=so 시우바=silva 시이나=sina 신=sin 신디=cindi 신시아=cintia 실바=silva 심스=sims 심슨=simpson 싱어=singer
 싱클레어=sinklair 쓰카모토=cukamoto 아가타=agata 아가피토=agapetus 아구스틴=agustin 아그네스=agnes 아그니에슈카=agneska
 아기아르=aguiar 아나=ana 아나스=anas 아나스타샤=anastasia 아나스타시오=anastaso,anastasius 아나이스=anais 아나톨리=anatoli
 아널드=arnold 아네=ane 아네르스=anders 아네트=anete 아녤리=agneli 아놀드=arnold 아누슈카=anuska 아누크=anuk 아니=ani,ane
 아니아=ania 아니타=anita 아다=ada 아다드=adad 아다마=adama 아단=adan 아달베르트=adalbert 아담=adam 아데오다토=adeodatus
 아델=adel,adele 아돌포=adolfo 아돌프=adolf,adolfe 아드난=adnan 아드리아나=adriana 아드리아누=adriano 아드리안=adrian
 아드리앙=adren 아디우송=adilson 아라곤=aragon 아라이=arai 아라키=araki 아라타=arata 아론=aron 아루나=aruna 아르네=arne
 아르노=arnaud 아르놀트=arnold 아르누완다=arnuvanda 아르눌프=arnulf 아르님=arnim 아르다시르=ardasir 아르디안=ardian 아르마스=armas
 아르만도=armando 아르망=armand 아르민=armin 아르카디=arkadi 아르타크세르크세스=artakserkses 아르테미시아=artemisia 아르투로=arturo
 아르투르=artur 아르투어=artur 아르튀르=artur 아리고=arigo 아리사=arisa 아리스티드=aristide 아리스티디스=aristidis 아리아나=ariana
 아리안=ariane 아리안나=ariana 아리엘=arel,arele 아리와라노=arivara 아마네=amane 아마노=amano 아마두=amadu 아만다=amanda
 아만시오=amanco 아망딘=amandine 아메데오=amedeo 아메드=ahmed 아모스=amos 아미=ami 아미라=amira 아민=amin 아민타스=amintas
 아바스=abas 아베=abe 아벨=abel 아벨라=abela 아부바카르=abubakar 아브라함=abraham 아브람=avram 아사=asa 아사노=asano 아사다=asada
 아사미=asami 아사이=asai 아사쿠라=asakura 아사히=asahi 아서=artur 아슈르=asur 아스카=asuka 아스트리드=astrid 아시카가=asikaga
 아쓰시=acusi 아쓰코=acuko 아쓰토=acuto 아쓰히로=acuhiro 아쓰히코=acuhiko 아야=aia 아야노=aiano 아야미=aiami 아야카=aiaka
 아야코=aiako 아오야마=aoiama 아오이=aoi 아오키=aoki 아우구스테=augusta 아우구스투=augusto 아우구스트=august 아우구스틴=augustin
 아우렐리오=aurelo 아우렐리우=aurelo 아우미르=almir 아우베르투=alberto 아우베스=alves 아유무=aiumu 아유미=aiumi 아유브=aiub 아이=ai
 아이다=aida 아이라=ira 아이리=airi 아이리스=iris 아이린=irene 아이미=aimi 아이작=isac,isak 아이제이아=isaia 아이젠슈타인=eisenstein
 아이코=aiko 아이크=ike 아일린=eilin 아자이=azai 아즈마=azuma 아즈사=azusa 아지즈=aziz 아처=arcer 아츠시=acusi 아츠코=acuko
 아치=arce 아치볼드=arcibald 아카네=akane 아카리=akari 아카이=akai 아케미=akemi 아키=aki 아키노=akino 아키노리=akinori
 아키노부=akinobu 아키라=akira 아키야마=akiama 아키오=ako 아키요시=akiosi 아키유키=akiuki 아키코=akiko 아키토=akito 아키히로=akihiro
 아키히토=akihito 아타루=ataru 아톰=atom 아트=art 아폴로니오스=apolonius 아피아니=apiani 아하론=aharon 아흐마드=ahmad,ahmed
 아흐메드=ahmed 아흐메트=ahmet,ahmed 악사나=aksana 악셀=aksel 안=ane,an 안나=ana 안네=ane 안니발레=anibale 안데르센=andersen
 안데르손=anderson 안데르송=anderson 안데르스=anders 안도=ando 안드라니크=andranik 안드레=andre 안드레스=andres 안드레아=andrea
 안드레아스=andreas 안드레우=andreu 안드레이=andrei 안드루스=andrus 안드리=andri 안드리야=andria 안디=andi 안사리=ansari
 안소니=antoni 안젤라=angela 안젤로=angelo 안젤리나=angelina 안젤리크=angelikue 안토니=antoni 안토니아=antonia 안토니오=antono
 안토니오스=antonos 안토니우=antono 안토닌=antonin 안톤=anton 안티=anti 안티고노스=antigonus 안티오코스=antocus 알기르다스=algirdas
 알기만타스=algimantas 알라=ala 알락산다르=aleksander 알란=alan 알랑=alan 알랭=alain 알략산드르=aliaksandr 알레나=alena
 알레산드라=alesandra 알레산드로=alesandro 알레스=aleks 알레한드라=aleiandra 알레한드로=aleiandro 알렉사=aleksa
 알렉산다르=aleksandar 알렉산더=aleksander 알렉산더르=aleksander 알렉산데르=aleksander 알렉산드라=aleksandra 알렉산드레=aleksandre
 알렉산드로스=aleksandros,aleksander 알렉산드로프=aleksandrov 알렉산드루=aleksandru 알렉산드르=aleksander,aleksandr
 알렉산드르스=aleksandrs 알렉산드리아의=aleksandria 알렉상드르=aleksandre 알렉세이=aleksei 알렉스=aleks 알렉시=aleksi,aleksis
 알렉시스=aleksis 알렉시오스=aleksos 알렌=alen 알로이스=alois 알론소=alonso,alonzo 알론조=alonzo 알리=ali 알리나=alina
 알리니=aline 알리레자=alireza 알리스=alice 알리시아=alicia 알리오나=alona 알마=alma 알만수르=mansur 알메이다=almeida 알바=alba
 알바그다디=bagdadi 알바레스=alvarez 알바레즈=alvarez 알반=alban 알버트=albert 알베르=albert 알베르토=alberto 알베르트=albert
 알브레히트=albrect,albert 알빈=albin 알아사드=asad 알파=alfa 알폰소=alfonso 알퐁스=alfonse 알프=alf 알프레도=alfredo
 알프레드=alfred 알프레트=alfred 알프테킨=alptekin 암리타=amrita 암스트롱=armstrong 압달라=abdala 압둘=abdul 압둘라=abdula
 압둘라예=abdulae 앗딘=din 앙겔로스=angelos 앙드레=andre 앙리=henri 앙토니=antoni 앙투안=antoine 애그니스=agnes 애나=ana 애니=ane
 애니타=anita 애덤=adam 애덤스=adams 애런=aron 애리얼=arel 애비=abi 애비게일=abigail 애슈턴=aston 애슐리=aslei 액설=aksel
 앤=ane,an 앤더슨=anderson 앤드루=andrev 앤드루스=andrevs 앤드류=andrev 앤드리=andre 앤드리아=andrea 앤디=andi 앤서니=antoni
 앤슨=anson 앤절라=angela 앤지=ange 앤터니=antoni 앤턴=anton 앤토니아=antonia 앨런=alan,alen 앨리=ali,ale 앨리사=alisa
 앨리스=alice 앨리슨=alison 앨릭스=aleks 앨버트=albert 앨빈=alvin 앨저넌=algernon 앨프리드=alfred 앰버=amber 앳킨스=atkins
 앵거스=angus 야나기모토=ianagimoto 야나기사와=ianagisava 야노=iano 야니스=gianis 야다=iada 야마구치=iamaguci 야마다=iamada
 야마모토=iamamoto 야마시타=iamasita 야마우치=iamauci 야마자키=iamazaki 야신=iasin 야쿱=iakub 얀센=iansen 얀코비치=iankovic
 양=iang 어니스트=ernest 어맨다=amanda 어밀리아=amelia 어빙=irving 어윈=irvin 언더우드=undervud 얼=earl 얼래나=alana
 얼렉서=aleksa 얼리샤=alicia 얼베르트=albert 에곤=egon 에노모토=enomoto 에니쾨=eniko 에덴=eden 에두=edu 에두아르도=eduardo
 에두아르두=eduardo 에두아르드=eduard 에두아르트=eduard 에드가=edgar 에드가르=edgar 에드거=edgar 에드먼드=edmund,edmond 에드몽=edmond
 에드문트=edmund 에드바르트=edvard 에드빈=edvin 에드워드=edvard 에드워즈=edvards 에드윈=edvin 에디=ede,edi 에디스=edit 에디트=edit
 에런=aron 에레라=herera 에로=iro 에롤=erol 에르난=hernan 에르난데스=hernandez 에르네스토=ernesto 에르네스트=ernest 에르빈=ervin
 에른스트=ernst 에리=eri 에리나=erina 에리카=erika 에리코=eriko 에리크=eric,erik 에리히=eric 에릭=eric,erik 에릭손=erikson
 에린=erin 에마=ema 에마누엘=emanuel 에마누엘레=emanuele 에마뉘엘=emanuel,emanuele 에머슨=emerson 에메랄드=emerald 에미=emi
 에미리=emiri 에밀=emil,emile 에밀리=emili,emile 에밀리아=emilia 에밀리아노=emiliano 에밀리오=emilo 에바=eva 에반=evan
 에반드루=evandro 에발트=evald 에방겔로스=evangelos 에버렛=everet 에번=evan 에번스=evans 에벌린=evelin 에벨리나=evelina
 에세키엘=ezekuel 에스더=ester 에스테반=esteban 에스텔=estele 에스트라다=estrada 에스티=esti 에스펜=espen 에어스=aires
 에우제니오=eugene,eugeno 에우티데모스=eutidemus 에이노=eino 에이드리언=adrian 에이드리엔=adrene 에이미=ami,aimi 에이버리=averi
 에이브러햄=abraham 에이사쿠=eisaku 에이셉=asap 에이스=ace 에이스케=eisuke 에이신=eisin 에이이치=eici 에이이치로=eiciro 에이조=eizo
 에이지=ei 에이코=eiko 에이프릴=april 에인절=angel 에일린=ailin 에즈라=ezra 에카테리나=ekaterina 에프스타티오스=efstatos 에후드=ehud
 엑토르=hektor 엔니오=eno 엔델=endel 엔도=endo 엔드레=endre 엔리케=enrikue 엔리코=enriko 엔베르=enver 엔조=enzo 엘데르=helder
 엘라=ela 엘런=elen 엘레나=elena 엘레프테리오스=elefteros 엘렌=elen,helene 엘리=eli,ele 엘리나=elina 엘리너=eleanor 엘리사=elisa
 엘리사베타=elisabeta 엘리샤=elisa 엘리스=elis,elise 엘리슨=elison 엘리아스=elias 엘리야스=elias 엘리엇=elot 엘리오=elo 엘리자=eliza
 엘리자베스=elizabet,elisabet 엘리자베트=elisabet 엘머=elmer 엘모어=elmore 엘비라=elvira 엘비스=elvis 엘사=elsa 엘스=els
 엘턴=elton 엠레=emre 엠마=ema 엥겔베르트=engelbert 영=iung 예브게니=evgeni 예카테리나=ekaterina,katerine 옌센=ensen
 옐레나=elena 옐리자베타=elizaveta 오가와=ogava 오거스터스=augustus 오귀스탱=augustin 오귀스트=auguste 오노=ono 오노데라=onodera
 오닐=oneil 오다=oda 오도노휴=odonogue 오드리=audrei 오라시오=horaco 오라일리=oreili 오르테가=ortega 오를란디=orlandi 오마르=omar
 오마에=omae 오바마=obama 오브라이언=obren 오브레곤=obregon 오브리=aubrei 오스트리아의=austria 오스틴=austin 오쓰카=ocuka 오언스=ovens
 오이겐=eugen 오이즈미=oizumi 오자와=ozava 오자키=ozaki 오카노=okano 오카모토=okamoto 오카야마=okaiama 오코너=okonor 오쿠=oku
 오쿠다=okuda 오타=ota 오토=oto 오하드=eocaid 오하시=ohasi 올라프=amlaib 올리버=oliver 올리베이라=oliveira 올먼=alman 올슨=olsen
 와그너=vagner 와다=vada 와일더=vilder 와타나베=vatanabe 왕=vang 외위스테인=eistein 외젠=eugene 요네야마=oneiama 요르고스=gorgos
 요르요스=georgos,grice 요르트=hort 요스트=ost 요시다=osida 요시모토=osimoto 요시미=osimi 요시자와=osizava 요시타케=ositake
 요안니스=oanis 요제프=osef 요코야마=okoiama 요한=ohan 우고=hugo 우드=vud 우드러프=vudruf 우드워드=vudvard 우어=ua 우에노=ueno
 우에다=ueda 우에무라=uemura 우에하라=uehara 우즈=vuds 우치다=ucida 움베르토=humberto 워드=vard 워런=varen 워스=vort
 워싱턴=vasington 워커=valker 월리스=valace 월시=vals 월턴=valton 웨브=veb 웨스트=vest 웨이=vai 웨이드=vade 웨인스타인=veinstein
 웨일스=vales 웰런=vhelan 웹=veb 웹스터=vebster 위고=hugo 위긴스=vigins 윈=vine 윈저=vindsor 윈터=vinter 윈터스=vinters
 윌리스=vilis 윌리엄=viliam 윌리엄스=viliams 윌슨=vilson 윌킨슨=vilkinson 유리=iuri 유수프=iusuf 유진=eugene 유키=iuki
 유틸라이넨=iutilainen 이가라시=igarasi 이고르=igor 이고리=igor 이나가키=inagaki 이나바=inaba 이네스=ines 이노우에=inue 이다=ida
 이든=eden 이라=ira 이레나=irena 이레네=irene 이렌=irene 이리나=irina 이리스=iris 이마가와=imagava 이마드=imad 이마이=imai
 이매뉴얼=emanuel 이멜다=imelda 이바노비치=ivanovic 이바노프=ivanov 이바타=ibata 이반=ivan 이브=eve 이브라힘=ibrahim 이사=isa
 이사도라=isadora 이사무=isamu 이사벨=elisabet,isabel,isabela 이사벨라=isabela 이사야마=isaiama 이사오=isao 이사크=isac
 이삭=isac 이선=etan 이스라엘=israel 이스마엘=ismael 이스마일=ismail 이스턴=easton 이스트우드=eastvud 이슬람=islam 이시구로=isiguro
 이시다=isida 이시이=isi 이시카와=isikava 이아고=iago 이안=ian 이언=ian,iain 이에마사=emasa 이오리=ori 이오안=oan 이온=on
 이을마즈=ilmaz 이이지마=ima 이자벨=isabele 이자벨라=isabela 이저벨=isabel 이저벨라=isabela 이즈미=izumi 이치로=iciro 이치조=icio
 이치카와=icikava 이케다=ikeda 이케르=iker 이코마=ikoma 이쿠미=ikumi 이쿠오=ikuo 이쿠타=ikuta 이타마르=itamar 이타쿠라=itakura
 이탈로=italo 이턴=eaton 이토=ito 이호르=ihor 인그리드=ingrid 인노첸시오=inocent 인드라=indra 인디아=india 인판티노=infantino
 일라리아=ilaria 일라이=eli 일라이저=elia 일레인=elaine 일리아스=elias 일리야=ilia 일리치=ilic 임레=imre 임마누엘=emanuel 잇세이=isei
 잇키=iki 잉그리드=ingrid 잉그리트=ingrid 잉그바르=ingvar 잉리드=ingrid 잉에=inge 자멜=iamel 자코모=giakomo 자코브=iakob 잔=gian
 잔니=giani 잔니니=gianini 잔루카=gianluka 잠바티스타=giambatista 장=ean 재거=iager 잭슨=iakson 저드=iud 저드슨=iudson
 저프=geof 전한=han 정=zeng 제너=ener 제너비브=geneveve 제네비브=geneveve 제닝스=enings 제라드=gerard 제라르=gerard
 제랄딘=geraldine 제럴드=gerald 제럴딘=geraldine 제마=gema 제이컵스=iakobs 제임스=iames 제프=geof 제프리=geofrei 젠나로=genaro
 젠슨=ensen 젠킨스=enkins 젱킨스=enkins 조=co,kao 조르조=gorgo 조르주=georges 조반니=govani 조선=oseon 조엘=oel 조제프=osef
 조지=george 조지나=georgina 조지아=georgia 조하르=iohar 존=ohn 존스=ones 존스턴=ohnston 존슨=ohnson 죄르지=gorgi
 주세페=giusepe 줄러=giula 줄리아=giulia 줄리아노=giuliano 줄리오=giulo 지나=gina 지롤라모=girolamo 지브릴=ibril 지아=gia
 지에구=dego 지에코=ceko 지오구=dogo 지오바니=govani 지오반니=govani 지우베르투=gilberto 지젤=gisele 지지=gigi 지카요시=cikaiosi
 지타=gita 지터=eter 지히로=cihiro 진=cen,in,gene,kin 진저=ginger 질=giles 질베르=gilbert 찬드라=candra 찬스=cance
 찰리=carle,carlei 찰스=carles 채드=cad 채프먼=capman 챈들러=candler 처치=curc 척=cuk 천황=emperor 체리=ceri 체사레=cesare
 체스터=cester 체이스=case 체임벌린=camberlain 체칠리아=cecilia 첼시=celsea 최=coi 추아=cua 치=ci 치로=ciro 치리아코=ciriako
 치아키=ciaki 치에코=ceko 치카=cika 치카라=cikara 치프리안=ciprian 카=kar 카라=kara 카라라=karara 카랑뵈=karembeu 카레라=karera
 카로=karo 카롤=karol 카롤리나=karolina 카롤리네=karoline 카롤린=karoline 카르메=karme 카르멘=karmen 카르멜로=karmelo
 카르스텐=karsten 카르티에=karter 카를=karl,carles 카를라=karla 카를레스=karles 카를로=karlo,carles 카를로스=karlos
 카를로타=karlota 카를루스=karlos 카리나=karina 카마라=kamara 카마이클=karmicael 카메론=kameron 카미유=kamile 카밀=kamile
 카밀라=kamila 카밀로=kamilo 카밀루=kamilo 카사하라=kasahara 카스트로=kastro 카스티요=kastilo 카시우스=kasius 카와구치=kavaguci
 카와시마=kavasima 카우르=kaur 카우프만=kaufman 카일=kile 카타리나=katerine,katarina 카터=karter 카토=kato 카트라이트=kartvrigt
 카트린=katerine 칸=han 칸다=kanda 칸토=kanto 칼=karl,carles 칼데론=kalderon 칼라=karla 칼리=karli 칼릴=halil 캐럴=karol
 캐럴라인=karoline 캐롤=karol 캐롤라인=karoline 캐리=kare,karei,kari 캐머런=kameron 캐서린=katerine 캐시=kati 캐시디=kasidi
 캐플런=kaplan 캘런=kalan 캘럼=kalum 캘리=kale 캘빈=kalvin 캠벨=kampbel 캣=kat 커닝엄=kuningam 커리=kure 커밍스=kumings
 커쇼=kersav 커트=kurt 커티스=kurtis 컬런=kulen 케네디=kenedi 케야르=kuelar 케이=kai,kei 케이시=kasei 케이트=kate
 케이틀린=kaitlin 케이힐=kahil 케인=kane,kain 켄드릭=kendrik 켈리=keli,kelei 코너=konor 코널리=konoli 코네=kone 코넬=kornel
 코니=kone 코디=kodi 코르넬리우스=kornelius 코르테스=kortes 코리=korei,kori 코린=korine 코멘치니=komencini 코모=komeau
 코비=kobi 코빈=korbin 코스민=kosmin 코스타=kosta 코스타스=kostas 코스텔로=kostelo 코언=kohen 코코=koko 코트니=kourtnei
 코헨=kohen 코흐=koc 콕스=koks 콘라트=konrad 콘래드=konrad 콘스탄티누스=konstantine 콘스탄티니디스=konstantinidis
 콘스탄틴=konstantin 콘스턴스=konstance 콜=kole,kohl 콜럼버스=kolumbus 콜린=kolin 콜린스=kolins 콜먼=koleman 콜비=kolbi
 콜턴=kolton 콜퍼=kolfer 콤스톡=komstok 콩데=konde 콩스탕스=konstance 쾨니그=konig 쿠마르=kumar 쿠에바스=kuevas 쿠에스타=kuesta
 쿠퍼=koper 쿡=koke,kok 퀸=kuin 큐버트=kubert 크누드=kanute 크라머=kramer 크레이그=kraig 크레이머=kramer 크로스=kros
 크로스비=krosbi 크로퍼드=kravford 크로포드=kravford 크루스=kruz 크루즈=kruz 크리스=cris 크리스천=cristian 크리스털=kristal
 크리스토스=cristos 크리스토퍼=cristofer 크리스토페=cristofer 크리스토페르=cristofer 크리스토프=cristof,cristofe
 크리스티=criste,cristi 크리스티나=cristina,kristina 크리스티네=cristine 크리스티아노=kristiano 크리스티아누=kristiano
 크리스티안=cristian,kristian 크리스티앙=cristian 크리스틴=cristine 클라라=klara 클라우디아=klaudia 클라우디오=klaudo
 클라우지아=klaudia 클라이드=klide 클라이브=klive 클라인=klein 클라크=klark,klarke 클락=klark 클래라=klara 클래런스=klarence
 클레르=klaire 클레망스=klemence 클레멘스=klement,klemens 클레멘트=klement 클레베르=kleber 클레어=klaire,klare
 클레오메네스=kleomenes 클레오파트라=kleopatra 클레이=klai 클레이튼=klaiton 클로드=klaude 클로비스=klovis 클로에=cloe 클로이=cloe
 클로타르=clotar 클리블랜드=kleveland 클리퍼드=kliford 클리포드=kliford 클리프=klif 클린턴=klinton 클린트=klint 키넌=kinan 키드=kid
 키무라=kimura 키스=keit 키아라=ciara 키팅=keating 킴=kim 타나카=tanaka 타이리=tiri 타일러=tiler 타카하시=takahasi 터너=turner
 터커=tuker 테오필라키스=teofilakis 테이셰이라=teikseira 테이텀=tatum 테일러=tailor 토니=antoni 토드=tod 토레스=tores 토마스=tomas
 토머스=tomas 톨먼=tolman 톰=tom 톰슨=tomson 톰프슨=tompson 투레=ture 투르코비치=turkovic 트라오레=traore 트라오리=traore
 팁턴=tipton 파뇌프=faneuf 파니=fani 파디야=padila 파르네세=farnese 파리드=farid 파리아=faria 파머=palmer 파본=pavon
 파브리스=fabrice 파브리시우=fabrico 파비안=fabian 파비오=fabo 파비우=fabo 파샤=pasa 파스칼=paskal 파슨스=parsons 파울러=fovler
 파월=povel 파이살=faisal 파체코=paceko 파커=parker 파테메=fateme 파텔=patel 파트마=fatma 파파도풀로스=papadopulos
 파판드레우=papandreu 파하드=fahad,farhad 팔라디노=paladino 팔루=falu 패니=fani 패짓=paget 패튼=paton 퍼거슨=ferguson
 퍼셀=purcel 퍼킨스=perkins 페니=peni 페데=fede 페데리카=federika 페데리코=federiko 페라라=ferara 페레스=perez 페레아=perea
 페레이라=pereira 페레즈=perez 페렌츠=ferenc 페로=perault 페론=peron 페르난다=fernanda 페르난데스=fernandez
 페르난도=fernando,ferdinand 페르난두=fernando 페르난드스=fernandes 페르낭=fernand 페르디난드=ferdinand 페르디난트=ferdinand
 페르디낭=ferdinand 페르하트=ferhat 페리=peri 페이=fae 페이스=fait 페이지=page 페헤이라=pereira,fereira 펙=pek 펜=pen 펠레=pele
 펠리페=felipe 펠리피=felipe 펠릭스=feliks 포=poe 포드=ford 포레=faure 포레스트=forest 포르셰=porse 포르투갈의=portugal
 포스터=foster 포이=foi 포터=porter 폭스=foks 폭시=foksi 폰세카=fonseka 폰타나=fontana 폴=paul 표도르=fodor,feodor
 푸엔테스=fuentes 풀러=fuler 프라이=frei,fri 프라이스=price 프란=fran 프란스=frans 프란시스코=francisko 프란시스쿠=francisko
 프란체스카=franceska 프란체스코=francesko 프란츠=franz 프란치스코=francis 프란코=franko 프란티셰크=frantisek 프랑수아=frankois
 프랑수아즈=frankoise 프랑스=france 프랑스의=france 프랑시스=francis 프랑코=franko 프랑크=frank 프랜=fran
 프랜시스=francis,frances 프랜즈=franz 프랜체스카=franceska 프랭코=franko 프랭크=frank 프랭클린=franklin 프랭키=franke
 프레더릭=frederik,frederic,fred 프레데리쿠=frederiko 프레데리크=frederic,frederik
 프레데릭=frederik,frederic,frederikue 프레드=fred 프레드리크=frederik 프레드릭=frederik,fredric 프레디=fredi,frede
 프레보스트=prevost 프레이레=freire 프레이저=fraser 프렌치=frenc 프로데=frode 프리드리히=fredric 프리드만=fridman 프리먼=friman
 프리츠=fric 플라비아=flavia 플라자=plaza 플랙=flak 플러머=plumer 플레밍=fleming 플레처=flecer 플로=flo 플로랑=florent
 플로랑스=florence 플로레스=flores 플로렌스=florence 플로리안=florian 플로이드=floid 피노키아로=finociaro 피델=fidel 피사로=pizaro
 피셔=fiser 피어스=perce 피어슨=pearson 피오나=fona 피츠제럴드=ficgerald 피코=piko 피콕=peakok 핀=fin 핀토=pinto 필리포=filipo
 필리프=filip,filipe 필립=filip 필립스=filips 핑크니=pinknei 하=ha 하나=hana 하나다=hanada 하네스=hanes 하니=hani
 하드리아노=adrian 하디=hardi 하디드=hadid 하딩=harding 하라다=harada 하랄=harald 하랄드=harald 하랄트=harald 하루=haru
 하루나=haruna 하루미=harumi 하루오=haruo 하루카=haruka 하루키=haruki 하룬=harun 하리=hari 하리스=haris 하릴라오스=carilaos
 하마다=hamada 하몬=harmon 하미디=hamidi 하비=harvei 하비브=habib 하비에르=ksaver 하산=hasan 하세가와=hasegava 하세쿠라=hasekura
 하셰크=hasek 하스=has 하시모토=hasimoto 하시바=hasiba 하야마=haiama 하야시=haiasi 하야오=haiao 하야토=haiato 하우=hove
 하우저=hauser 하워드=hovard 하위=hove 하이네=heine 하이디=heidi 하이케=heike 하이코=heiko 하이파=haifa 하인리히=heinric
 하인스=hines 하인츠=heinz 하지메=haime 하지치=hazic 하치스카=hacisuka 하칸=hakan 하타=hata 하타노=hatano 하투실리=hatusili
 하트=hart 하퍼=harper 한=hahn,han 한나=hana 한노=hano 한센=hansen 한스=hans 한탈=cantal 할=hal 할리나=halina 할리마=halima
 할릴=halil 할프단=halfdan 함자=hamza 핫토리=hatori 해나=hana 해럴드=harold 해리=hari 해리스=haris 해리슨=harison 해리엇=haret
 해밀턴=hamilton 핸들러=handler 핸슨=hansen,hanson 핼리=hale 행크=hank 허드슨=hudson 허마이오니=hermone 허먼=herman
 허버트=herbert 허시=hirs 헌터=hunter 헌트=hunt 헐리=hurlei 험프리=humfrei 헤니그=henig 헤더=heater 헤드=head 헤디슨=hedison
 헤라르도=gerardo 헤라르드=gerard 헤라르트=gerard 헤르만=herman,german 헤르베르트=herbert 헤밍스=hemings 헤브=heb 헤이그=haig
 헤이스=reis 헤이스케=heisuke 헤이스팅스=hastings 헤이즈=haes 헤이키=heiki 헤일=hale 헤일리=halei,hailei 헨더슨=henderson
 헨드릭=hendrik 헨드릭스=hendriks 헨리=henri 헨리크=henrik 헨릭=henrik 헨켈=henkel 헬러=heler 헬레=hele 헬레나=helena
 헬렌=helen 헬름스=helms 헬리=heli 헬무트=helmut 호=ho 호너=horner 호노리오=honorius 호도로프스키=odorovski 호드리게스=rodrigues
 호레이스=horace 호르미즈드=hormizd 호르스트=horst 호리=hori 호세=ose 호세인=hosein 호소카와=hosokava 호시노=hosino 호이트=hoit
 호자=hoksha 호조=hoio 호지킨=hodgkin 호콘=hakon 호킨스=havkins 호프=hope 호프만=hofman 호프먼=hofman 혼다=honda
 혼즈비=hornsbi 홀=hal 홀더=holder 홀든=holden 홀랜드=holand 홀리=holi 홀브룩=holbruk 홀스트=holst 홀트=holt 홈스=holmes
 홋타=hota 화이트=vhite 회르비거=horbiger 후고=hugo 후루타=furuta 후미=fumi 후미아키=fumiaki 후미야=fumia 후미에=fume 후미오=fumo
 후미카=fumika 후사인=husain 후세=fuse 후세인=husein 후지모토=fuimoto 후지무라=fuimura 후지와라=fuivara 후지와라노=fuivara
 후지이=fui 후지코=fuiko 후지타=fuita 후쿠시마=fukusima 후한=han 훈야노=funia 휘세인=husein 휘트니=vhitnei 휘틀록=vhitlok
 휘호=hugo 휴=hug 휴스=huges 휴스턴=huston 휴이=huei,huge 흐리스토스=cristos 히구치=higuci 히나=hina 히나코=hinako
 히나타=hinata 히데노리=hidenori 히데미=hidemi 히데아키=hideaki 히데오=hideo 히데유키=hideiuki 히데카즈=hidekazu 히데코=hideko
 히데키=hideki 히데토=hideto 히데히코=hidehiko 히라노=hirano 히라마쓰=hiramacu 히라타=hirata 히로=hiro 히로나=hirona
 히로나카=hironaka 히로노리=hironori 히로노부=hironobu 히로마사=hiromasa 히로무=hiromu 히로미=hiromi 히로미쓰=hiromicu
 히로미치=hiromici 히로시=hirosi 히로시게=hirosige 히로쓰구=hirocugu 히로아키=hiroaki 히로야=hiroia 히로야스=hiroiasu
 히로유키=hiroiuki 히로카즈=hirokazu 히로코=hiroko 히로키=hiroki 히로타카=hirotaka 히로토=hiroto 히로토시=hirotosi
 히로후미=hirofumi 히로히데=hirohide 히로히토=hirohito 히사시=hisasi 히사오=hisao 히사코=hisako 히센=hisen 히스=heat 히어로=hero
 히카루=hikaru 히카리=hikari 히토미=hitomi 히토시=hitosi 힉스=hiks 힐=hil,gil 힐데리히=cilderic 힐데베르트=cildebert
 힐러리=hilari 힐렐=hilel 힐턴=hilton 힐페르트=hilpert 힐페리히=cilperic
"""
