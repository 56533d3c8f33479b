/** The words that are no names: what is left of a text without them may be a company. */

// biome-ignore format: a list of words
const COMMON = `
a about above accept accepted across actual actually add added address after afternoon afterwards again agenda ago agree ahead all allow almost
alone along already also although always am among an and another answer any anyone anything anyway app applied apply applying application applications
appointment appt approx approximately are aren't around arrange arranged arrive as ask asked asking asks assessment at attend available away back bad
based be became because been before behavioral behavioural behind being below best better between big bit block body bombed bomb aced ace nailed nail both bring brought
but buddy book booked booking by calendar call called calling calls came can can't candidate cannot care case cell center centre change changed changes chat chats chatting
check cheers clear close code coding coffee come comes coming company complete completed conference confirm confirmed confirming confirmation congrats congratulations connect
contact conversation cool could couldn't couple create culture current cv date dates day days dear decide decided delay delete deleted detail details did didn't different
digest discuss do does doesn't doing don't done down draft drop due duration during each earlier early either else email emails end ended ends enough entry evening ever every
everyone everything exactly event events excited expect fail failed far feel felt few final finally find fine finish finished first fit fix follow followed following follow-up follow-ups followup followups for
forget format forward found founder free from full fun further get gets getting give given glad go goes going gone good got great group guess guest guests guys had half happen happened happening happy hard has
hasn't have haven't having he head heads hear heard hello help her here hers hey hi hiring him his hold home hope hour hours how however hr hrs i i'd i'll i'm i've id idea if important in info information
initial inside instead interested interview interviewed interviewer interviewers interviewing interviews into intro introduction introductory invitation invite invited invites is isn't it it's its job jobs join
joining just keep kind know known last late later latest least leave left length less let let's letter level life like likely line link list listed little live load located location log long longer look looking loop
lot love lovely lunch made mail main make makes making manager managers many mark matter may maybe me mean means meet meeting meetings meets message messages mid middle might min mine mins minute minutes miss missed
moment month months more morning most move moved moves moving much must my myself name need needs never new news next nice night no noon nope normal not note notes nothing notification notifications notify now number of off offer offered
office offices ok okay old on onboarding once one ones online only onsite on-site open opening opportunity option options or org other others our out outcome over overview own page panel part pass passed past people per perhaps person
phone pick ping place plan planned please pls point position possible post posting postpone practice prefer prep preparation prepare preparing present presentation pretty prior probably problem process program project push pushed
put question questions quick quiet quite quiz read ready really reason received recruiter recruiters recruiting recruitment regarding regards reject rejected rejection related remember remind reminder reminders remote remove remotely reply req request
research reschedule rescheduled response rest result results resume review right role roles round rounds same save saved say says schedule scheduled scheduling screen screening screens second see seem seems send sending sent session
sessions set setting settings several shall share she shift short should show shows sick side since sir skip slot slots so some someone something sometime soon sooner sorry sort sound sounds speak speaking spoke stage stand start
started starting starts status stay step still stop stuff stupid submit submitted such sure sync system take takes taking talent talk talked talking team teams tech technical tell test text than thank thanks thank-you that that's the their them
then there there's these they they'll they're thing things think third this those though thought through thru till time times timing timezone title to today together told tomorrow tonight too took top topic total toward towards track tracking
tracker trail trial try trying tuesday turn turned two type typically under unfortunately until up upcoming update updated upon us use used usual usually vacancy value values very via video videocall view virtual visit w wait waiting wanna want wanted wants was
wasn't way we we'll we're we've wednesday week weekend weeks welcome well went were what what's when when's where where's whether which while who who's whole whom whose why will willing wish with within without won't wonder work working works worth
would wouldn't write writing wrong yeah year years yep yes yesterday yet you you'll you're you've your yours yourself zone three four five six seven eight nine ten hm hours' loops round's sometime another's okay yay lol ugh omg wow btw fyi asap tbd tba tbc eod re fwd cc subject
sent dates time's duration where interviewer's organizer organiser host attendees participants panelists passcode password meeting-id pin dial number kindly best sincerely sir madam dear candidate applicant everybody somebody anybody nobody monday friday thursday saturday sunday
january february march april june july august september october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec am pm o'clock noon midday midnight morning evening schedule's ahead backwards forwards forward
onto upto alongside versus vs plus minus etc e.g i.e eg ie gonna gotta hafta diary gmail wknd whatcha said hows whens wheres whos whats shove shunt merry happy lemme gimme ya yall u ur r n y'all dunno kinda sorta cos cuz coz whoever whatever whenever wherever exploratory informational informal formal culture values fit bar raiser
take-home takehome homework whiteboard whiteboarding pair pairing programming design architecture portfolio superday debrief assignment challenge exercise task tasks test quiz live sql algorithm algorithms ds&a dsa leetcode zoom skype webex facetime whatsapp hangout hangouts
hiring-manager cto ceo vp coo cfo cpo director lead principal senior junior staff engineer engineering developer designer analyst scientist architect consultant specialist associate coordinator intern internship assistant executive officer representative
nix nixes clear pull ditch axe scrap scratch bin erase drill grill brief hook bookmark log pencil jot nail weds landed secured confirmed snagged scored booked cancelled canceled cancel cancels reschedules pushes called postponed brought delayed moved swapped switch swap rearrange rebook booked bump bumped slide kick nudge ping buzz alert warn heads-up heads headsup warning sms
nervous pumped stoked finally super pretty kinda fingers crossed yay woohoo woo hoo whoop wish luck omg guess good bye goodbye bot greenroom assistant
`;
/** Lower-case words that are never taken for a name where nothing but their lack of meaning says so. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(COMMON.split(/\s+/).filter(Boolean));

/** Whether a word is written like a name: with a capital, a digit, or as a domain. */
export const looksNamed = (word: string): boolean =>
  /\p{Lu}|\d/u.test(word) || /\.(?:com|ai|io|co|dev|app|org|net|tv|me)$/.test(word);

/** Whether a word is too common to be taken for a name by itself. */
export const isCommon = (word: string): boolean => COMMON_WORDS.has(word.toLowerCase().replace(/'s$|[.,:;!?]+$/g, ""));
