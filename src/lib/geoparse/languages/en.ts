import { kinds, type LanguageWords, words } from './words.ts';

export const en: LanguageWords = {
	places: words(
		'in near from to at around into through across toward towards outside inside within via north south east west northeast northwest southeast southwest of city town village province region enclave district governorate state county capital camp border along off between leaving reached entered visiting throughout over',
	),
	titles: words(
		'mr mrs ms miss dr prof professor sir lord lady president minister premier king queen prince princess general colonel captain major mayor spokesman spokeswoman correspondent journalist senator governor judge commander leader director chairman coach rep representative secretary ambassador analyst officer sheriff sgt lt gov sen rep gen col capt maj const det detective constable inspector chief deputy attorney lawyer coroner councilman councilwoman congressman congresswoman superintendent principal manager owner resident officers president-elect vice-president pastor father rev pope saint',
	),
	speech: words(
		'said says told tells wrote writes added adds claims claimed argues argued thinks thought explained replied asked testified',
	),
	particles: words('van der den de la le du von bin ibn al el abu di da dos'),
	article: /^the$/,
	joiners: words('of for the and de &'),
	whence: 'of',
	organisations:
		/^(forces?|army|party|institute|institution|university|college|school|center|centre|council|committee|commission|foundation|association|society|bank|union|ministry|department|agency|museum|times|post|news|tribune|herald|journal|gazette|daily|club|fc|front|police|organization|organisation|fund|airlines|airways|group|corp|corporation|inc|ltd|company|co|court|church|hospital|league|team|press|guard|brigade|battalion|office|bureau|authority|service|network|party|congress|parliament|senate|house|hotel|theatre|theater|academy|laboratory|laboratories|systems|industries|tv|radio|magazine)$/,
	bodies:
		/^(police|policeman|policemen|department|dept|council|court|ministry|commission|office|sheriff|fire|rescue|schools?|library|district|government|legislature|parliament|assembly|senate|house|authority|agency|board|bureau|congress|jail|prison|hospital|airport|centre|center|clinic|superintendent|mayor)$/,
	generic:
		/^(county|counties|parish|city|town|township|village|borough|state|province|district|region|river|lake|creek|bay|valley|beach|island|islands|hills?|heights|mountains?|mount|desert|sea|ocean|gulf|strait|coast|peninsula|park|forest|street|st|road|rd|avenue|ave|lane|drive|boulevard|highway|bridge|school|high|elementary|church|cathedral|hospital|airport|mall|zoo|station|border|north|south|east|west|springs|falls|point|port|harbou?r|square|stadium|prison|camp|field)$/,
	things:
		/^(street|st|road|rd|avenue|ave|lane|drive|boulevard|blvd|highway|virus|ebolavirus|fever|flu|disease|syndrome|cup|open|derby|prize|award|act|brand|dollars?|football|baseball|basketball|marathon)$/,
	kinds: kinds(
		'admin1: state province governorate region; admin2: county district; settlement: city town village municipality capital; physical: river lake mountain mountains island sea desert valley bay peninsula; country: republic kingdom country',
	),
	quarters: words('slum suburb neighbourhood neighborhood hamlet settlement quarter enclave'),
	links: words('of'),
	cuesFollow: true,
	calendar: words(
		'monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn winter christmas easter sen rep gov sgt lt col capt gen dr mr mrs ms no st ave god internet',
	),
	ordinary: words(
		'the a an this that these those there he she it they we i you who what where when why how in on at by to from of with for through over under until against around since after before if as and or but so also not yet already then now here while because according last next earlier later meanwhile monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december many much all no every each his her their our my your its today yesterday tomorrow during between however both most some other more new two three four five six seven eight nine ten police people government officials reading nice mobile man are of is was were has have had yes police',
	),
	directions:
		/^(north|east|south|west|northern|eastern|southern|western|northeast|northwest|southeast|southwest|northeastern|northwestern|southeastern|southwestern|central|upper|lower)-?$/,
};
