// Words that speak for the kind of the name beside them. All are folded.
#ifndef VIGIE_ENTITIES_GRAMMAR_WORDS_H_
#define VIGIE_ENTITIES_GRAMMAR_WORDS_H_

#include <array>
#include <string_view>

namespace vigie::entities::grammar {

using Words = std::string_view;

inline constexpr std::array kTitles = {
    Words("abbe"),     Words("capitaine"), Words("cardinal"),
    Words("colonel"),  Words("docteur"),   Words("dr"),
    Words("frere"),    Words("madame"),    Words("maitre"),
    Words("marechal"), Words("me"),        Words("mgr"),
    Words("mlle"),     Words("mm"),        Words("mme"),
    Words("mmes"),     Words("monsieur"),  Words("monseigneur"),
    Words("pasteur"),  Words("pr"),        Words("professeur"),
    Words("sergent"),  Words("soeur")};

// Trades that stand behind the name of whoever has them, without an article.
inline constexpr std::array kTrades = {
    Words("acteur"),        Words("actrice"),      Words("agent"),
    Words("agriculteur"),   Words("agricultrice"), Words("aide"),
    Words("apiculteur"),    Words("apprenti"),     Words("apprentie"),
    Words("architecte"),    Words("artisan"),      Words("artisane"),
    Words("assistante"),    Words("auteure"),      Words("autrice"),
    Words("avocat"),        Words("avocate"),      Words("benevole"),
    Words("berger"),        Words("bergere"),      Words("boucher"),
    Words("bouchere"),      Words("boulanger"),    Words("boulangere"),
    Words("boxeur"),        Words("cadre"),        Words("caissier"),
    Words("caissiere"),     Words("cavaliere"),    Words("chanteur"),
    Words("chanteuse"),     Words("chauffeur"),    Words("chercheur"),
    Words("chercheuse"),    Words("coiffeur"),     Words("coiffeuse"),
    Words("collegien"),     Words("collegienne"),  Words("comedien"),
    Words("comedienne"),    Words("commercant"),   Words("commercante"),
    Words("comptable"),     Words("conductrice"),  Words("coureur"),
    Words("coureuse"),      Words("couturier"),    Words("couturiere"),
    Words("cuisinier"),     Words("cuisiniere"),   Words("danseur"),
    Words("danseuse"),      Words("dentiste"),     Words("dessinateur"),
    Words("dessinatrice"),  Words("ecolier"),      Words("ecoliere"),
    Words("economiste"),    Words("ecrivain"),     Words("ecrivaine"),
    Words("eleveur"),       Words("eleveuse"),     Words("employe"),
    Words("employee"),      Words("enseignant"),   Words("enseignante"),
    Words("etudiant"),      Words("etudiante"),    Words("factrice"),
    Words("fleuriste"),     Words("garagiste"),    Words("geographe"),
    Words("gerant"),        Words("gerante"),      Words("historien"),
    Words("historienne"),   Words("infirmier"),    Words("infirmiere"),
    Words("ingenieur"),     Words("ingenieure"),   Words("instituteur"),
    Words("institutrice"),  Words("jardinier"),    Words("jardiniere"),
    Words("journaliste"),   Words("juriste"),      Words("kinesitherapeute"),
    Words("libraire"),      Words("lyceen"),       Words("lyceenne"),
    Words("macon"),         Words("maman"),        Words("maraicher"),
    Words("maraichere"),    Words("medecin"),      Words("menuisier"),
    Words("menuisiere"),    Words("militant"),     Words("militante"),
    Words("musicien"),      Words("musicienne"),   Words("nageur"),
    Words("nageuse"),       Words("osteopathe"),   Words("ouvrier"),
    Words("ouvriere"),      Words("paysan"),       Words("paysanne"),
    Words("pecheur"),       Words("peintre"),      Words("pharmacien"),
    Words("pharmacienne"),  Words("philosophe"),   Words("photographe"),
    Words("plombier"),      Words("poete"),        Words("poetesse"),
    Words("policier"),      Words("policiere"),    Words("politologue"),
    Words("pompier"),       Words("postier"),      Words("professeur"),
    Words("professeure"),   Words("psychologue"),  Words("restaurateur"),
    Words("restauratrice"), Words("retraite"),     Words("retraitee"),
    Words("romancier"),     Words("romanciere"),   Words("sage-femme"),
    Words("salarie"),       Words("salariee"),     Words("sculpteur"),
    Words("sculptrice"),    Words("secretaire"),   Words("serveur"),
    Words("serveuse"),      Words("skieur"),       Words("skieuse"),
    Words("sociologue"),    Words("soignante"),    Words("technicien"),
    Words("technicienne"),  Words("traducteur"),   Words("traductrice"),
    Words("vendeur"),       Words("vendeuse"),     Words("veterinaire"),
    Words("veuf"),          Words("veuve"),        Words("vigneron"),
    Words("vigneronne"),    Words("viticulteur"),  Words("viticultrice")};

// Nouns that say what the name behind them is.
inline constexpr std::array kMediaNouns = {
    Words("bimensuel"), Words("chaine"),       Words("gratuit"),
    Words("hebdo"),     Words("hebdomadaire"), Words("journal"),
    Words("magazine"),  Words("mensuel"),      Words("quotidien"),
    Words("radio"),     Words("revue"),        Words("site"),
    Words("tabloid"),   Words("television"),   Words("titre")};
// What a publication has: « un article de Nature ».
inline constexpr std::array kPressParts = {
    Words("abonne"),    Words("article"),       Words("chronique"),
    Words("colonne"),   Words("correspondant"), Words("correspondante"),
    Words("edition"),   Words("editorial"),     Words("enquete"),
    Words("envoye"),    Words("journaliste"),   Words("lecteur"),
    Words("lectrice"),  Words("micro"),         Words("numero"),
    Words("page"),      Words("plateau"),       Words("redacteur"),
    Words("redaction"), Words("redactrice"),    Words("reporter"),
    Words("site"),      Words("tribune"),       Words("une"),
    Words("unes")};
inline constexpr std::array kProductNouns = {
    Words("appareil"),   Words("application"), Words("assistant"),
    Words("chatbot"),    Words("jeu"),         Words("logiciel"),
    Words("messagerie"), Words("modele"),      Words("navigateur"),
    Words("outil"),      Words("plateforme"),  Words("robot"),
    Words("smartphone"), Words("tablette")};
inline constexpr std::array kCompanyNouns = {
    Words("agence"),         Words("armateur"),        Words("assembleur"),
    Words("assureur"),       Words("avionneur"),       Words("bailleur"),
    Words("banque"),         Words("bijoutier"),       Words("biotech"),
    Words("brasseur"),       Words("cabinet"),         Words("chaine"),
    Words("chimiste"),       Words("cimentier"),       Words("coentreprise"),
    Words("compagnie"),      Words("concessionnaire"), Words("concurrent"),
    Words("conglomerat"),    Words("consortium"),      Words("constructeur"),
    Words("cooperative"),    Words("croisieriste"),    Words("detaillant"),
    Words("distributeur"),   Words("editeur"),         Words("electricien"),
    Words("energeticien"),   Words("enseigne"),        Words("entreprise"),
    Words("equipementier"),  Words("exploitant"),      Words("fabricant"),
    Words("filiale"),        Words("fintech"),         Words("firme"),
    Words("fondeur"),        Words("fournisseur"),     Words("franchise"),
    Words("galerie"),        Words("geant"),           Words("gestionnaire"),
    Words("grossiste"),      Words("groupe"),          Words("hebergeur"),
    Words("holding"),        Words("horloger"),        Words("hotelier"),
    Words("hypermarche"),    Words("industriel"),      Words("institut"),
    Words("joaillier"),      Words("laboratoire"),     Words("licorne"),
    Words("logisticien"),    Words("magasin"),         Words("maison"),
    Words("maroquinier"),    Words("marque"),          Words("motoriste"),
    Words("multinationale"), Words("mutuelle"),        Words("negociant"),
    Words("operateur"),      Words("opticien"),        Words("parti"),
    Words("petrolier"),      Words("plateforme"),      Words("prestataire"),
    Words("producteur"),     Words("promoteur"),       Words("raffineur"),
    Words("reassureur"),     Words("sellier"),         Words("semencier"),
    Words("siderurgiste"),   Words("societe"),         Words("specialiste"),
    Words("start"),          Words("startup"),         Words("supermarche"),
    Words("syndicat"),       Words("tour-operateur"),  Words("transporteur"),
    Words("verrier"),        Words("voyagiste")};
inline constexpr std::array kTownNouns = {
    Words("abords"),        Words("adjoint"),
    Words("adjointe"),      Words("aeroport"),
    Words("agglomeration"), Words("alentours"),
    Words("appel"),         Words("arsenal"),
    Words("assises"),       Words("banlieue"),
    Words("bassin"),        Words("brigade"),
    Words("campus"),        Words("cathedrale"),
    Words("centre"),        Words("centre-ville"),
    Words("chu"),           Words("circuit"),
    Words("clinique"),      Words("collectivite"),
    Words("college"),       Words("commissariat"),
    Words("communaute"),    Words("commune"),
    Words("depute"),        Words("deputee"),
    Words("edile"),         Words("elu"),
    Words("elue"),          Words("environs"),
    Words("est"),           Words("eveche"),
    Words("eveque"),        Words("faubourg"),
    Words("faubourgs"),     Words("gare"),
    Words("gendarmerie"),   Words("gymnase"),
    Words("habitant"),      Words("habitante"),
    Words("hauteurs"),      Words("hippodrome"),
    Words("hopital"),       Words("lycee"),
    Words("maire"),         Words("maires"),
    Words("mairie"),        Words("marche"),
    Words("metropole"),     Words("municipalite"),
    Words("nord"),          Words("ouest"),
    Words("parquet"),       Words("peripherie"),
    Words("peripherique"),  Words("plage"),
    Words("pompier"),       Words("port"),
    Words("ports"),         Words("prefecture"),
    Words("prefet"),        Words("pres"),
    Words("prison"),        Words("procureur"),
    Words("procureure"),    Words("quartier"),
    Words("rade"),          Words("region"),
    Words("rocade"),        Words("rue"),
    Words("rues"),          Words("senateur"),
    Words("senatrice"),     Words("sous-prefecture"),
    Words("stade"),         Words("sud"),
    Words("tgi"),           Words("tribunal"),
    Words("universite"),    Words("usine"),
    Words("vieux-port"),    Words("ville"),
    Words("zone")};
// Offices of parties and companies: « secrétaire général de Renaissance ».
inline constexpr std::array kOffices = {
    Words("abonne"),         Words("action"),     Words("actionnaire"),
    Words("administrateur"), Words("client"),     Words("cliente"),
    Words("concurrent"),     Words("direction"),  Words("dirigeant"),
    Words("employe"),        Words("employee"),   Words("filiale"),
    Words("fondateur"),      Words("fondatrice"), Words("general"),
    Words("generale"),       Words("ingenieur"),  Words("livreur"),
    Words("ouvrier"),        Words("partenaire"), Words("patron"),
    Words("patronne"),       Words("pdg"),        Words("porte-parole"),
    Words("president"),      Words("presidente"), Words("proprietaire"),
    Words("rachat"),         Words("rival"),      Words("salarie"),
    Words("salariee"),       Words("siege"),      Words("usine"),
    Words("vendeur")};

// Verbs in -er of which firms are the subject, without their ending.
inline constexpr std::array kFirmVerbs = {
    Words("abaiss"),       Words("abandonn"),   Words("accus"),
    Words("achet"),        Words("affich"),     Words("annonc"),
    Words("augment"),      Words("baiss"),      Words("chang"),
    Words("commercialis"), Words("consacr"),    Words("delocalis"),
    Words("depass"),       Words("deploi"),     Words("detron"),
    Words("devoil"),       Words("distribu"),   Words("domin"),
    Words("embauch"),      Words("emploi"),     Words("engag"),
    Words("envisag"),      Words("exploit"),    Words("export"),
    Words("fabriqu"),      Words("ferm"),       Words("financ"),
    Words("fusionn"),      Words("gagn"),       Words("import"),
    Words("installe"),     Words("lanc"),       Words("licenci"),
    Words("livr"),         Words("pai"),        Words("prepar"),
    Words("present"),      Words("profit"),     Words("progress"),
    Words("propos"),       Words("publi"),      Words("rachet"),
    Words("rappell"),      Words("recrut"),     Words("recul"),
    Words("relanc"),       Words("releve"),     Words("remport"),
    Words("renonc"),       Words("restructur"), Words("sign"),
    Words("supprim"),      Words("teste"),      Words("vers"),
    Words("vis")};
inline constexpr std::array kFirmForms = {
    Words("acquiert"),  Words("cede"),    Words("cedera"),  Words("conclut"),
    Words("construit"), Words("detient"), Words("fournit"), Words("investit"),
    Words("met"),       Words("ouvre"),   Words("possede"), Words("prevoit"),
    Words("produit"),   Words("reduit"),  Words("vend"),    Words("vise")};
inline constexpr std::array kFirmParticiples = {
    Words("acquis"),  Words("conclu"), Words("construit"), Words("ouvert"),
    Words("produit"), Words("reduit"), Words("vendu")};
inline constexpr std::array kPressVerbs = {
    Words("affirm"),   Words("annonc"), Words("consacr"), Words("evoqu"),
    Words("interrog"), Words("publi"),  Words("racont"),  Words("rapport"),
    Words("relat"),    Words("revel"),  Words("titr")};
inline constexpr std::array kTownVerbs = {Words("abrit"), Words("accueill"),
                                          Words("attir"), Words("inaugur"),
                                          Words("vot")};

// Words right before a publication that reports something.
inline constexpr std::array kSourceWords = {Words("selon"), Words("apres"),
                                            Words("dans")};
inline constexpr std::array kArticles = {Words("la"), Words("le"),
                                         Words("les")};
// Words before a region or department, its article left out.
inline constexpr std::array kRegionWords = {Words("agriculteur"),
                                            Words("agriculteurs"),
                                            Words("centre"),
                                            Words("chasseurs"),
                                            Words("coeur"),
                                            Words("commune"),
                                            Words("communes"),
                                            Words("conseil"),
                                            Words("cote"),
                                            Words("cour"),
                                            Words("dans"),
                                            Words("departement"),
                                            Words("departemental"),
                                            Words("departementale"),
                                            Words("depute"),
                                            Words("deputee"),
                                            Words("eleveur"),
                                            Words("elu"),
                                            Words("elus"),
                                            Words("en"),
                                            Words("est"),
                                            Words("federation"),
                                            Words("gendarme"),
                                            Words("gendarmerie"),
                                            Words("gendarmes"),
                                            Words("gorges"),
                                            Words("habitant"),
                                            Words("habitants"),
                                            Words("littoral"),
                                            Words("maisons"),
                                            Words("nord"),
                                            Words("ouest"),
                                            Words("plateau"),
                                            Words("pompier"),
                                            Words("pompiers"),
                                            Words("prefecture"),
                                            Words("prefet"),
                                            Words("prefete"),
                                            Words("region"),
                                            Words("retraites"),
                                            Words("sapeurs-pompiers"),
                                            Words("senateur"),
                                            Words("senatrice"),
                                            Words("sud"),
                                            Words("traversant"),
                                            Words("traverse"),
                                            Words("village"),
                                            Words("villages")};
// Nouns before the name of a person that is the name of something else: « le
// lycée Simone Veil ».
inline constexpr std::array kBuildings = {
    Words("aeroport"),    Words("allee"),        Words("amphitheatre"),
    Words("arena"),       Words("auditorium"),   Words("avenue"),
    Words("bd"),          Words("bibliotheque"), Words("boulevard"),
    Words("clinique"),    Words("college"),      Words("complexe"),
    Words("creche"),      Words("ecole"),        Words("ehpad"),
    Words("esplanade"),   Words("gare"),         Words("gymnase"),
    Words("hopital"),     Words("hotel"),        Words("impasse"),
    Words("institut"),    Words("lycee"),        Words("maternelle"),
    Words("mediatheque"), Words("musee"),        Words("palais"),
    Words("parc"),        Words("parvis"),       Words("passage"),
    Words("patinoire"),   Words("piscine"),      Words("place"),
    Words("pont"),        Words("porte-avions"), Words("promotion"),
    Words("quai"),        Words("residence"),    Words("rond-point"),
    Words("rue"),         Words("salle"),        Words("square"),
    Words("stade"),       Words("station"),      Words("theatre"),
    Words("tunnel"),      Words("universite"),   Words("viaduc"),
    Words("voie")};

// Members of a party, before its name: « les élus Renaissance ».
inline constexpr std::array kMembers = {
    Words("adherent"), Words("candidat"),   Words("candidate"),
    Words("depute"),   Words("deputee"),    Words("elu"),
    Words("elue"),     Words("eurodepute"), Words("eurodeputee"),
    Words("groupe"),   Words("maire"),      Words("militant"),
    Words("ministre"), Words("parti"),      Words("senateur"),
    Words("senatrice")};
// Words after which a family name is a family's, or what something is called
// by: « les Dupont », « la loi Dupont ».
inline constexpr std::array kCalledAfter = {
    Words("affaire"),    Words("avenue"),     Words("boulevard"),
    Words("clan"),       Words("collection"), Words("college"),
    Words("commission"), Words("couple"),     Words("coupe"),
    Words("des"),        Words("ecole"),      Words("epoux"),
    Words("famille"),    Words("familles"),   Words("fils"),
    Words("fondation"),  Words("frere"),      Words("freres"),
    Words("galerie"),    Words("gare"),       Words("hopital"),
    Words("hotel"),      Words("institut"),   Words("les"),
    Words("loi"),        Words("lois"),       Words("lycee"),
    Words("methode"),    Words("musee"),      Words("plan"),
    Words("pont"),       Words("prix"),       Words("rue"),
    Words("soeurs"),     Words("stade"),      Words("tour")};

}  // namespace vigie::entities::grammar

#endif  // VIGIE_ENTITIES_GRAMMAR_WORDS_H_
