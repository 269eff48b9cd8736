import { kinds, type LanguageWords, words } from './words.ts';

export const nl: LanguageWords = {
	places: words(
		'in naar uit bij nabij rond rondom te vanuit richting buiten binnen langs boven onder tussen door tot omgeving stad dorp plaats provincie regio gemeente enclave grensplaats hoofdstad district gouvernement rivier eiland gebied kamp',
	),
	titles: words(
		'meneer mevrouw dhr mevr dr prof minister president premier koning koningin prins prinses generaal kolonel kapitein burgemeester woordvoerder correspondent journalist deskundige onderzoeker hoogleraar advocaat rechter commandant leider directeur voorzitter schrijver trainer coach wethouder staatssecretaris ambassadeur analist verslaggever',
	),
	speech: words(
		'zegt zei vertelt vertelde schrijft schreef stelt stelde meent vindt denkt aldus volgens denkt hoopt',
	),
	particles: words("van der den de het 't ter ten te von la le du el al bin ibn abu op"),
	article: /^(?:de|het)$/,
	joiners: words('van voor of for de het der den en and the'),
	organisations:
		/^(.*strijdkrachten|.*partij|.*beweging|.*bank|.*unie|.*raad|.*instituut|institute|center|centre|.*centrum|.*stichting|.*vereniging|.*bond|.*universiteit|university|.*ministerie|.*museum|.*krant|times|post|news|forces|army|party|council|foundation|club|fc|.*leger|front|staat|.*politie|.*organisatie|.*fonds|airlines|group|groep|.*rechtbank|.*commissie|.*agentschap|media|.*kabinet|.*kamer|.*verbond|.*federatie|.*liga|.*brigade|.*hof)$/,
	bodies:
		/^(.*politie|.*rechtbank|.*raad|.*ministerie|.*brandweer|.*bestuur|.*regering|.*parlement)$/,
	generic:
		/^(provincie|gemeente|rivier|meer|eiland|vallei|gebergte|baai|zee|kanaal|haven|station|luchthaven|plein|straat|weg|centrum|noord|oost|zuid|west|stad)$/,
	things: /^(straat|.*straat|.*weg|.*laan|.*plein|.*virus|griep|koorts|beker|cup|prijs)$/,
	kinds: kinds(
		'admin1: provincie staat deelstaat gouvernement regio; settlement: stad dorp plaats gemeente hoofdstad grensplaats havenstad; physical: rivier meer berg gebergte eiland zee woestijn vallei baai; country: republiek koninkrijk land',
	),
	quarters: words(
		'wijk buurt gehucht dorpje stadje sloppenwijk buitenwijk vluchtelingenkamp enclave',
	),
	links: words('van'),
	bareCues: true,
	calendar: words(
		'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober november december jan feb mrt apr jun jul aug sep okt nov dec lente zomer herfst winter kerst pasen dr mr mevr dhr drs internet',
	),
	ordinary: words(
		'de het een deze dit die dat er hij zij ze we wij ik jij je u men wie wat waar wanneer waarom hoe in op aan bij naar uit van met voor door over onder tot tegen rond sinds na om als en of maar want dus ook niet nog al wel toen nu hier daar dan zo volgens vorige vorig volgende eerder later inmiddels ondertussen intussen maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober november december ruim veel alle geen elk ieder zijn haar hun ons onze vandaag gisteren morgen vooral tijdens tussen toch terwijl omdat evacuaties bijvoorbeeld met zonder tientallen honderden duizenden twee drie vier vijf zes zeven acht negen tien ja nee',
	),
	directions:
		/^(noord|oost|zuid|west|noordoost|noordwest|zuidoost|zuidwest|midden|centraal|noordelijk|zuidelijk|oostelijk|westelijk)-?$/,
};
