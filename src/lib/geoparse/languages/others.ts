/** Languages known less deeply than Dutch and English. */
import { kinds, type LanguageWords, words } from './words.ts';

const organisations =
	/^(.*partei|.*armee|.*institut|.*bank|.*rat|.*universität|.*ministerium|.*gesellschaft|.*verein|.*verband|.*kommission|.*bund|.*zeitung|.*gericht|.*amt|parti|armée|institut|université|ministère|conseil|banque|société|comité|académie|ballet|opéra|orchestre|association|fédération|syndicat|commission|tribunal|journal|partido|ejército|instituto|universidad|ministerio|consejo|banco|comisión|sindicato|federación|asociación|fundación|academia|bolsa|televisión|radio|policía|premio|congreso|tribunal|colegio|hospital|guardia|real|compañía|front|frente|forces|force|fuerzas|.*streitkräfte|.*truppen|times|post|news|club|fc|exchange|partisi|ordusu|üniversitesi|bakanlığı|bankası|enstitüsü|koleji|takımı|kulübü|grubu|derneği|vakfı|kupası|records|group)$/;
const directions =
	/^(nord|ost|süd|west|nordost|nordwest|südost|südwest|est|sud|ouest|norte|sur|este|oeste|kuzey|güney|doğu|batı)-?$/;
const particles = words('van der den de la le du von zu bin ibn al el abu di da');

const bodies =
	/^(polizei|police|policía|gericht|tribunal|rat|regierung|gobierno|gouvernement|ministerium|ministère|ministerio|polis|mahkemesi|belediyesi|valiliği)$/;
const generic =
	/^(fluss|see|insel|berg|tal|bucht|hafen|bahnhof|fleuve|lac|île|vallée|baie|gare|río|lago|isla|valle|bahía|nehri|gölü|adası|dağı|köyü|ilçesi|mahallesi|üniversitesi|caddesi|sokağı)$/;
const things =
	/^(.*straße|.*strasse|.*platz|rue|avenue|calle|avenida|caddesi|sokağı|virus|cup|coupe|copa|kupası)$/;

export const de: LanguageWords = {
	places: words(
		'in nach aus bei nahe um zu von bis über durch zwischen stadt dorf ort provinz region enklave hauptstadt lager richtung im',
	),
	titles: words(
		'herr frau dr prof minister präsident könig general oberst sprecher kanzlerin kanzler bürgermeister kommandeur',
	),
	speech: words(
		'sagt sagte erklärt erklärte schreibt schrieb meint meinte betonte berichtet fragte antwortete',
	),
	particles,
	whence: 'von',
	joiners: words('von der des für und'),
	organisations,
	articles: words(
		'der die das den dem des ein eine einen einem einer eines im am zum zur vom beim ins ans jeder jede jedes kein keine keinen seine seinen seiner ihre ihren ihrer unsere diese diesem diesen dieser dieses viele mehrere alle einige beide zwei drei vier fünf sechs zehn',
	),
	bodies,
	generic,
	things,
	kinds: kinds(
		'admin1: provinz bundesland bundesstaat region gouvernement; admin2: landkreis bezirk; settlement: stadt dorf ort gemeinde hauptstadt; physical: fluss see berg gebirge insel wüste meer',
	),
	parts:
		/^(?:[KC]antone?s?|Bezirke?s?|Gemeinden?|(?:Halbi|I)nseln?|Königreichs?|(?:Groß)?[Hh]erzogth?ums?|Fürstenth?ums?|Grafschaft|Departements?)$/,
	ways: /(?:strecke|linie|bahn|straße|autobahn|route|verbindung)$/,
	quarters: words('stadtteil weiler vorort siedlung kleinstadt ortschaft'),
	bareCues: true,
	calendar: words(
		'montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember jan feb febr mär apr jun jul aug sept sep okt nov dez frühling sommer herbst winter ostern weihnachten',
	),
	ordinary: words(
		'der die das ein eine einen einem einer dies diese dieser er sie es wir ich ihr wer was wo wann warum wie in im auf an am bei nach aus von vom mit für durch über unter bis gegen um seit als und oder aber auch nicht noch schon dann nun hier dort während weil laut montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember viele alle kein sein ihr unser heute gestern morgen nur mehr tausende menschen zwei drei vier jahr jahre ende anfang lager stadt leben norden süden osten westen zentrum mitte zeit tag woche monat wasser straße haus häuser menschen leute frau mann kinder kind familie familien regierung polizei armee krieg frieden kampf hilfe geld arbeit welt land länder staat staaten dorf dörfer ort orte grenze fluss meer berg berge hafen brücke zug auto weg platz teil seite bild wort name zahl abend abends ablauf abs abschluss absicht abteilung achse act adel adresse aktie aktion allen aller alles alter amt anblick andere anderen anderer anfrage angebot angelegenheit angriff angst anlage anlass annahme ansicht ansprache anspruch antrag antwort anwalt anzahl anzeige apparat arm art artikel arzt atem auge augen augenblick ausdruck ausgabe ausgang ausland aussage ausschuss aussicht ausstellung auswahl ausweis baby bach bad bahn bald balken ball band bande bank bau bauer bauern baum beamte bedarf bedeutung bedingung befehl beginn begriff behandlung behörde behörden beide bein beispiel beitrag bekannte bereich bericht beruf beschluss besitz besuch betrag betrieb bett bevölkerung bewegung beweis beziehung bitte blatt blick blut boden bogen bord braut brief bruder brust buch bucht bund bureau burg bäume börse bündnis bürger büro chance chef da dabei dadurch daher damals dame damen dank danke darauf darf dass daten dazu daß decke del demokratie denken denkmal denn deshalb dich dienst ding dinge dir direktion direktor doch doktor druck durchschnitt ecke ehe ehre eid eigentum eindruck einfluss einheit einige einigung einkommen eisen eisenbahn eltern energie entscheidung entwicklung erde ereignis erfahrung erfolg ergebnis erinnerung erklärung erlaubnis ernst ernte ersatz essen etwas euch fabrik fach fahne fahrt fall farbe fass feder fehler feier feind feinde feld fenster ferien fest feuer figur film finger firma fisch flagge fleisch flieger flucht flug flut fläche flügel folge form fort fortschritt frage fragen franken freiheit freude freund freunde friede frl front frucht fuß fälle führer führung gang ganz ganze garten gas gast gebiet gebirge geburt gebäude gedanke gedanken gefahr gefangene gefühl gegend gegenstand gegner gehalt geist gelegenheit gelände gemeinde gemeinschaft general generation genuss gericht gesandte geschichte geschäft gesellschaft gesetz gesetze gesicht gespräch gestalt gesundheit gewalt gewehr gewicht gewinn glas glaube glück gold gott grab grad gras grenzen grund gruppe gruppen größe gut güter haar haben hals haltung hand handel hang hat hatte hatten haupt hauptstadt heer heft heil heim held herbst herr herren herz himmel hinter hof hoffnung holz hotel hr hrn hunger hände höhe idee ihm ihn ihnen ihren immer industrie information inhalt inland insel interesse irrtum ist ja jagd jahres jahrhundert jene jener jenes joh jos jugend junge kaiser kamera kammer kanal kann kanton kapital kapitel karte kasse kauf kenntnis kette kirche kirchen klage klasse klassen kleid klima konferenz kongress konzern kopf kosten kraft kranke krankheit kreis kreuz krise kräfte kultur kunst kurs könig können körper küche küste lage landes landschaft landung lauf leder lehre lehrer leiche leid leiter leitung licht liebe lied linie liste literatur loch lohn luft lust lösung macht mag mal man mangel mark markt marsch maschine masse material mauer maß medien mehrere mehrheit meinung meister menge mensch messe metall meter mich milch militär minister minute minuten mir mitglied mitglieder mittel moment monate moral mord motor mund museum musik muss mut mutter männer mühe müssen nachbar nachmittag nachricht nachrichten nacht nase nation natur nebel neben neffe nein netz neue nichts not note noth notiz nr nummer nutzen ob oberst objekt offizier offiziere oft ohr onkel opfer opposition orden ordnung organ original paar palast papier papst park parlament partei parteien pass pause person personen pfarrer pferd pferde pflanze pflicht plan pläne politik politiker position post posten praxis preis preise presse priester prinz prinzip problem probleme produkt professor programm projekt prozent prozess präsident prüfung publikum punkt punkte quelle rad rahmen rand rang rat rath raum rechnung recht rechte rede redner reform regel regen reich reihe reise religion republik rest revolution richter richtung risiko ritter rolle roman ruf ruhe runde räte räume sache sachen satz schaden schatten schein schicht schiff schiffe schlacht schlag schloss schluss schmerz schnee schrift schritt schritte schuld schule schulen schuss schutz schwester schüler see seele sehr sei seiten sekretär sekunde sicherheit sieg sind sinn sitz sitzung so sohn soldat soldaten soll sollen sommer sonne sonst sorge sozialismus spiel spiele spieler spitze sport sprache sprecher spur staates stadtrat stamm stand stark start statt stein steine stelle stellen stellung sterne steuer steuern stille stimme stimmen stoff stolz strafe strand strecke streik streit strom student studenten stunde stunden sturm stück suche summe system söhne tafel tage tagen tages tal tante tanz tat tatsache technik tee teile telefon tempel tempo termin text theater thema theorie thun thür tier tiere tisch titel tochter tod tode ton tor tote toten traum treffen treue trieb truppe truppen träger turm typ täter tür ufer uhr umstand umstände unfall union universität uns unternehmen unterricht unterschied urlaub ursache urteil vater verband verbindung verein verfahren verfassung verfügung vergleich verhalten verhandlung verhältnis verkehr verlag verlust vermögen versammlung versuch vertrag vertreter verwaltung vieh vogel volk volkes vor vorschlag vorsitzende vorstand vorteil völker waffe waffen wagen wahl wahlen wahrheit wald wand wandel war ware waren wechsel wein weise weiter welche welcher welches welle wem wen werden werk werke wert wesen wetter wichtige wieder will wille wind winter wird wirkung wirt wirtschaft wissen wissenschaft wm wochen wohl wohnung wolf wolle wollen worte wunder wunsch wurde wurden wärme zahlen zeichen zeiten zeitung zeitungen zelt zentral ziel ziele ziffer zimmer zoll zone zorn zu zucht zufall zukunft zum zunge zur zustand zweck zweifel zweig zwischen öffentlichkeit öl übung',
	),
	directions,
	tongue: /^(?:auf|spricht|sprach|sprechen|sprachen|fließend|kein) \p{L}+sch$/u,
	fused: /^(?:nord|süd|ost|west|zentral)(?:ost|west)?(?=\p{L}{4})/u,
};
export const fr: LanguageWords = {
	places: words(
		"à en au aux vers depuis près de dans ville village province région enclave camp capitale jusqu'à d' l' chez hors contre",
	),
	titles: words(
		'm mme mlle dr prof ministre président roi général colonel maréchal maire porte-parole commandant',
	),
	speech: words('dit déclare déclaré affirme explique écrit'),
	particles,
	article: /^(?:la|le|du|au|l['’])$/,
	joiners: words("de du des la le les pour et d' l'"),
	organisations,
	bodies,
	generic,
	things,
	kinds: kinds(
		'admin1: province région état gouvernorat; admin2: département district; settlement: ville village commune capitale localité; physical: fleuve rivière lac mont île désert mer',
	),
	quarters: words('quartier hameau banlieue bourg bourgade localité bidonville'),
	links: words("de d' du"),
	calendar: words(
		'lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv févr avr juil sept oct nov déc printemps été automne hiver noël pâques',
	),
	ordinary: words(
		'le la les un une des ce cette ces il elle ils elles on nous je tu vous qui que quoi où quand pourquoi comment dans sur à au en par pour avec sans sous entre depuis après avant si comme et ou mais donc aussi pas encore déjà alors ici selon lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre tous aucun son sa ses leur leurs notre nos',
	),
	directions,
	tongue: /^(?:en|parle|parlent|parler|parlait|apprend|apprendre) /,
};
export const es: LanguageWords = {
	places: words(
		'en a desde hacia cerca de hasta por ciudad pueblo provincia región enclave campo capital',
	),
	titles: words(
		'sr sra dr prof ministro presidente rey general coronel alcalde portavoz comandante',
	),
	speech: words(
		'dijo dice afirmó afirma explicó explica escribió aseguró asegura añadió señaló señala indicó indica manifestó declaró comentó destacó subrayó precisó recordó reconoció advirtió sostuvo sostiene insistió apuntó opinó agregó admitió respondió puntualizó matizó',
	),
	particles,
	offices:
		/^(?:vice)?(?:ministr[oa]|ministerio|consejer[oa]|consejería|secretari[oa]|secretaría|concejal[ae]?|concejalía|departamento|comisari[oa]|director[a]?)$/,
	article: /^(?:la|el|del|al)$/,
	clubArticle: /^(?:el|del|al)$/,
	whence: 'de',
	joiners: words('de del la el los las para y'),
	organisations,
	bodies,
	generic,
	things,
	kinds: kinds(
		'admin1: provincia estado región gobernación; settlement: ciudad pueblo municipio capital localidad; physical: río lago monte isla desierto mar',
	),
	ways: /^(?:línea|carretera|autopista|autovía|ruta|tramo|trayecto|tren|etapa)$/,
	quarters: words('barrio aldea comarca pedanía barriada urbanización caserío'),
	links: words('de'),
	bareCues: true,
	calendar: words(
		'lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ene feb mar abr may jun jul ago sep sept oct nov dic primavera verano otoño invierno navidad',
	),
	ordinary: words(
		'el la los las un una unos unas este esta estos él ella ellos se nosotros yo tú quien que donde cuando por qué como en sobre a al para con sin entre desde después antes si y o pero también no ya entonces aquí según lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre todos su sus nuestro',
	),
	directions,
	tongue: /^(?:en|habla|hablan|hablar|hablaba|aprende|aprender) /,
};
export const tr: LanguageWords = {
	places: words('kenti şehri köyü ilçesi bölgesi'),
	titles: words('bay bayan dr prof bakan başkan cumhurbaşkanı general albay'),
	speech: words('dedi söyledi belirtti açıkladı anlattı yazdı ekledi konuştu vurguladı savundu'),
	particles,
	joiners: words('ve'),
	organisations:
		/^(?:.*spor|partisi|ordusu|üniversitesi|bakanlığı|bankası|enstitüsü|koleji|lisesi|okulu|yüksekokulu|fakültesi|takımı|kulübü|grubu|derneği|vakfı|federasyonu|konfederasyonu|cemiyeti|birliği|örgütü|akademisi|kurumu|kurulu|komisyonu|konseyi|sendikası|şirketi|holding|gazetesi|dergisi|ajansı|televizyonu|radyosu|orkestrası|tiyatrosu|operası|korosu|müzesi|hastanesi|havayolları|demiryolu|demiryolları|kuvvetleri|komutanlığı|tugayı|alayı|tümeni|kolordusu|mahkemesi|meclisi|parlamentosu|müdürlüğü|başkanlığı|ligi|kupası|şampiyonası|turnuvası|festivali|fc|fk|jk|sk|havalimanı|havaalanı|köprüsü|müzesi|parkı|metrosu|stadyumu|istasyonu|garı|camii|bazilikası|katedrali|kilisesi)(?:n[ıiuü]n?|n[ae]|nd[ae]n?|yl[ae])?$|^(?:records|group|club)$/,
	bodies,
	generic,
	heads:
		/^(?:[Nn]ehri|[Iı]rmağı|[Dd]ağı|[Dd]ağları|[Gg]ölü|[Aa]dası|[Aa]daları|[Vv]adisi|[Dd]enizi|[Oo]kyanusu|[Kk]örfezi|[Bb]urnu|[Bb]oğazı|[Dd]eltası|[Oo]vası|[Çç]ölü|[Pp]latosu|[Yy]arımadası|Çayı|Deresi|Şelalesi|Geçidi|Kantonu|Şehri|Cephesi|Meydanı|Caddesi|Cumhuriyeti|İmparatorluğu|Krallığı|Hanlığı|Prensliği|Kontluğu|Devleti|Kazası|Sancağı|Vilayeti)(?:n[ıiuü]n?|n[ae]|nd[ae]n?|yl[ae]|ne?dir)?$/,
	inhabitants: /['’]l[ıiuü](?:l[ae]r\p{Ll}*)?$/u,
	parts:
		/^(?:Batı|Doğu|Kuzey|Güney|Kuzeydoğu|Kuzeybatı|Güneydoğu|Güneybatı|İç|Orta|Yukarı|Aşağı|Büyük|Küçük)$/,
	placeEnding: /['’](?:[dt][ae]n?|[dt]eki|[dt]aki|y?[ae])$/,
	things:
		/^(?:caddesi|sokağı|bulvarı|virüsü|gribi|kupası|ligi|depremi|savaşı|muharebesi|antlaşması|konferansı|kongresi|festivali|mitolojisi|edebiyatı|mutfağı|futbolu|takımı|grubu|maçı|forması|formasıyla|ailesi|aileleri|hanedanı|boyu|boyları|kabilesi|aşireti|soyu|albümü|şarkısı|filmi|dizisi|romanı|dergisi|dili)(?:n[ıiuü]n?|n[ae]|nd[ae]n?|yl[ae]|n?dır|n?dir)?$/,
	kinds: kinds(
		'admin1: ili eyaleti; admin2: ilçesi; settlement: kenti şehri köyü kasabası; physical: nehri gölü dağı adası denizi',
	),
	quarters: words('mahallesi beldesi mezrası semti'),
	cuesFollow: true,
	calendar: words(
		'pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
	),
	ordinary: words(
		'bu şu o bir ve veya ama da de için gibi göre sonra önce kadar ile ancak eğer hem ise her hiç biz siz ben sen onlar bunun onun ayrıca bugün yarın dün daha çok bazı tüm böyle öyle diğer ilk son iki üç en mö ms ordu ordusu parti dili tümen pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
	),
	directions,
};
export const ar: LanguageWords = {
	places: words(
		'في من إلى الى على نحو قرب مدينة بلدة قرية محافظة منطقة إقليم مخيم حدود شرق غرب شمال جنوب ريف',
	),
	titles: words('السيد السيدة الدكتور الرئيس الوزير الملك الجنرال العقيد الشيخ'),
	speech: words('قال قالت ذكر ذكرت أعلن صرح'),
	particles: words('بن ابن أبو آل'),
	joiners: words(''),
	organisations: /^(قوات|جيش|حزب|معهد|جامعة|وزارة|مجلس|بنك|جبهة|منظمة|تنظيم|وكالة|حركة)$/,
	bodies: /^(شرطة|محكمة|مجلس|حكومة|وزارة)$/,
	generic,
	things,
	kinds: kinds(
		'admin1: محافظة إقليم ولاية; admin2: قضاء; settlement: مدينة بلدة قرية عاصمة; physical: نهر بحيرة جبل جزيرة بحر صحراء',
	),
	calendar: words(
		'السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر آذار نيسان',
	),
	ordinary: words(
		'في من إلى الى على علي عن مع هذا هذه ذلك تلك هؤلاء التي الذي الذين اللذين ما لا لم لن ليس ليست قد كان كانت يكون تكون سوف بعد قبل قبيل بين حتى حتي أو ثم كل كله كلها بعض غير سوى منذ خلال أثناء عند عندما حول حوالى نحو ضد دون بدون ضمن حيث كما كيف أين متى لماذا هل أي أية أن إن ان أنه انه أنها إنه وأن بأن لأن لكن ولكن إذا لو إلا فقط أيضا ايضا جدا مثل مثلا بينما بل هو هي هم هن نحن أنا أنت امس أمس اليوم غدا الآن الان سنة عام أعوام سنوات شهر شهور أسبوع يوم أيام ساعة ساعات مرة مرات أول الأول اول الثاني ثاني ثالث الثالث آخر اخر الأخير جديد الجديد جديدة الجديدة كبير كبيرة الكبير الكبرى صغير قديم القديم القديمة المقبل الماضي الحالي الحالية العام العامة الخاص عدد عدة إطار اطار سبيل سليم سليمة سلامة سلام السلام وحدة الوحدة الاستقلال التحالف الدولي الدولية الدولة دولة الوطني الوطنية الداخلية الخارجية الرئيس رئيس وزير الوزير وزارة حكومة الحكومة مجلس جامعة الجامعة شركة مدرسة مستشفى مستشفي مطار ميناء الميناء محطة طريق شارع حي جسر قرب غرب شرق شمال جنوب وسط الغرب الشرق الشمال الجنوب الوسط غربي شرقي شمالي جنوبي الشرقي الغربي الشمالي الجنوبي الشرقية الغربية الشمالية الجنوبية مدينة المدينة بلدة البلدة قرية القرية محافظة المحافظة منطقة المنطقة مناطق ولاية الولاية إقليم الاقليم العاصمة عاصمة جزيرة الجزيرة نهر النهر جبل الجبل بحر البحر بلاد البلاد الأرض أرض وطن الوطن ناس الناس رجل امرأة بيت البيت عمل العمل الحرب حرب القدم الشهيد نوبل مشروع بنى إليه اليه إليها كانا كانوا فإن فان وإن وان وأنه بشأن شأن صباح مساء كبار لجنة مركز فرقة صف الصف هام كاف أي بأي قبائل القبائل ظاهرة الظاهرة عين العين شعب الشعب جبهة الجبهة حركة الحركة لكل بكل وكل منه منها فيه فيها عليه عليها به بها له لها لهم معه معها عنه عنها بينهم بينها وهو وهي وهم فهو فهي',
	),
	directions: /^(شمال|جنوب|شرق|غرب)$/,
};
