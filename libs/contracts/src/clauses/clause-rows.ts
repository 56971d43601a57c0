/**
 * The clauses of the source document (条款), one a line, in its order: id, kind, contexts, the source's words, what they require,
 * how it is checked; parted by tabs. The contract of the whole system (domain): a line is corrected, never renumbered.
 */
export const CLAUSE_ROWS = `
C0.1	P	campaigns	整改落实、建章立制环节	The measures govern one stage of a campaign: "rectification and rule-building"; the stage is an explicit, dated entity of a campaign.	stage entity exists with start/end; every command carries stage id
C0.2	D	campaigns	根据中央、省委、市委关于做好第二批教育实践活动整改落实、建章立制工作的通知精神	The measures are derived from central, provincial and city notices: each campaign records its upstream basis documents (issuer, level, title, number, date).	cannot launch a campaign without ≥1 basis document; lineage query returns all three levels
C0.3	D	campaigns	结合文广新系统实际	The basis is tailored to the bureau system's own circumstances: local additions are distinguished from inherited content.	each action/norm has origin = inherited or local
C1.0.a	D	issues	各党支部和党员干部必须	Duty bearers are each party branch and each member-cadre: every duty of C1 is owned by a branch or a person.	no issue without responsible unit and person
C1.0.b	D	issues	认真回应征求到的群众意见	Every opinion solicited from the masses receives a response.	source=MASS_OPINION; close blocked until a reply is recorded; unanswered report
C1.0.c	D	issues	回应对照检查材料查摆的突出问题	Every problem surfaced in self-examination materials receives a response.	source=SELF_EXAM, links to the material
C1.0.d	D	issues	回应专题民主生活会和专题组织生活会上提出的批评	Every criticism raised at the special democratic-life meeting or special organisation-life meeting receives a response.	source=DEMOCRATIC_LIFE_MEETING / ORG_LIFE_MEETING, link to meeting record
C1.0.e	D	issues	回应上级党组织和督导组点明的问题	Every problem pointed out by superior party organisations or the supervision group receives a response.	source=SUPERIOR / SUPERVISION_GROUP; reply goes back to that body
C1.0.f	D	issues	紧紧聚焦“四风”提出具体整改措施	Concrete rectification measures are proposed, tightly focused on the "four winds".	≥1 measure with owner+deadline before "in rectification"; wind tag required
C1.0.g	G	issues	动真格、打硬仗，出成果、见成效	Work must show results: a completed measure carries a stated outcome and evidence.	completion without outcome or evidence is refused
C1.0.h	P	issues	以实际行动取信于民	Win the trust of the people by action: results are made known to those who raised the matter.	reply to originator recorded; anonymous originator can read it by receipt code
C1.1.a	D	issues	在边学边改、边查边改基础上，前后接续、力度不减	Continuity with "rectify while learning and checking": items opened earlier are carried over, without loss of force.	carry-over import keeps origin date and history; open items cannot be dropped at stage change
C1.1.b	C	issues	解决作风漂浮、工作不实等问题	Problem class 1: drifting style, work not solid.	taxonomy code present
C1.1.c	C	issues	不作为、乱作为	Problem class 2a: inaction and disorderly action.	taxonomy code present
C1.1.d	C	issues	门好进了、脸好看了但事仍然难办	Problem class 2b: door open, face pleasant, but matters still hard to get done.	taxonomy code present
C1.1.e	C	issues	及时行乐、特权现象	Problem class 3a: hedonism and privilege.	taxonomy code present
C1.1.f	C	issues	挥霍浪费、奢靡享乐“隐形”、“变种”	Problem class 3b: extravagance and waste in "hidden" or "variant" forms; a flag "hidden/variant" can be set on any class-3 issue.	flag available and reportable
C1.1.g	C	issues	公款吃喝转入隐蔽场所	Problem class 3c: public-money dining moved to concealed venues.	taxonomy code present
C1.1.h	C	issues,discipline	利用电子礼品卡收礼送礼	Problem class 3d: giving or receiving gifts by electronic gift cards.	taxonomy code present; can escalate to a lead
C1.1.i	C	issues,discipline	红白喜事不请客但收礼	Problem class 3e: weddings and funerals without banquets but with gifts accepted.	taxonomy code present
C1.1.j	C	issues	庸懒散拖、推诿扯皮、效率低下、“中梗阻”	Problem class 4: mediocrity, laziness, laxity, delay, buck-passing, low efficiency, "middle obstruction".	taxonomy code present
C1.1.k	C	issues	吃拿卡要、执法不公和不规范	Problem class 5: extorting favours; unfair or irregular law enforcement.	taxonomy code present
C1.1.l	D	issues	每个领导班子和每名领导干部都要对照上述问题，认真自查	Every leading group and every leading cadre self-checks against the list (both levels, nobody omitted).	completeness report: group and person self-check coverage = 100 % or named gaps; "nothing found" is an explicit answer
C1.1.m	R	issues	逐项整改	Rectify item by item: each found problem is its own tracked item, closed individually.	bulk close needs per-item evidence; merged items keep each origin
C1.2.a	C	campaigns	继续深入落实中央部署的“7+4”专项整治任务	Inherit the central "7+4" special rectification tasks.	catalogue level=CENTRAL, 7+4=11 entries; contents are loaded, not given by the text
C1.2.b	C	campaigns	省委部署的“八大专项治理行动”	Inherit the province's eight special governance actions.	catalogue level=PROVINCE, 8 entries
C1.2.c	C	campaigns	认真抓好市委部署开展的13个专项整治行动	Inherit the city's 13 special rectification actions.	catalogue level=CITY, 13 entries
C1.2.d	R	campaigns	围绕社会关注度高、群众反映强烈的突出问题	Bureau actions target problems of high social concern and strong mass reaction; the selection ground is recorded.	action needs selection ground with linked issues/opinions
C1.2.e	P	campaigns	从“小处着眼、大处着手”	Start from small points with the larger picture in view.	field "entry point" and "goal" on action
C1.2.f	C	campaigns	“转作风、提效能、促发展”专项治理行动	Bureau action 1: change style, raise efficiency, promote development.	action present, owner, deadline
C1.2.g	C	campaigns	清理行政审批事项、简化审批程序专项治理行动	Bureau action 2: clear up administrative approval items and simplify procedures.	present; metric: items cut, steps cut
C1.2.h	C	campaigns	企业扶持政策落实、规范涉企服务性收费专项治理行动	Bureau action 3: carry out enterprise-support policies, regulate enterprise-related service fees.	present; metric: policies delivered, fees cut
C1.2.i	C	campaigns	清理超职数配备干部和机关事业单位混岗专项治理行动	Bureau action 4: clear over-quota cadre posts and mixed posts between organs and public institutions.	present; metric: posts cleared
C1.2.j	C	campaigns,discipline	公款大吃大喝、违规公务接待、公款送礼专项治理行动	Bureau action 5: public-money feasting, irregular official receptions, gifts with public money.	present; findings can open a lead
C1.2.k	R	campaigns	等5个专项治理行动	The bureau set is exactly these five for this campaign (additions are versioned amendments).	count = 5 at launch; adding/removing creates an amendment event
C1.2.l	P	campaigns,evaluation	让人民群众切实感受到作风建设带来的新变化	The masses really feel the change: each action states how mass perception is measured.	action closes with a perception measure (survey or feedback)
C1.3.a	C	discipline	工作不在状态、萎靡不振、得过且过	Inaction type 1: not in working condition, dispirited, muddling along.	taxonomy code
C1.3.b	C	discipline	对执行中央和省、市委部署要求不认真甚至变形走样	Inaction type 2: careless or distorted execution of central, provincial or city requirements.	taxonomy code
C1.3.c	C	discipline,issues	对群众诉求推三阻四、没得好处拖着不办	Inaction type 3: evading mass appeals; delaying when there is nothing in it for oneself.	taxonomy code; overdue mass appeals feed it
C1.3.d	C	discipline	对改革发展稳定问题不上心、不研究	Inaction type 4: indifference to reform, development and stability; no study of them.	taxonomy code
C1.3.e	R	discipline	不违规不违纪但也不干事不担责不作为	Conduct that breaks no rule is still in scope: not acting, not bearing responsibility.	accountability case can be opened without an alleged violation
C1.3.f	D	discipline	要从严监督问责	Such conduct is strictly supervised and called to account.	every confirmed case ends in a recorded accountability outcome
C1.3.g	R	discipline	情节严重的要给予党纪政纪处分	Serious circumstances lead to party or administrative sanction.	severity=SERIOUS requires a sanction decision or a reasoned, authorised departure
C1.3.h	D	discipline,evaluation	把履职尽责情况作为评价领导班子、选拔使用干部的重要依据	Performance of duty is an important basis for evaluating leading groups and selecting cadres.	cadre file view exposes performance record; query is logged
C1.3.i	C	evaluation	信念坚定、为民服务、勤政务实、敢于担当、清正廉洁	The five standards of a good cadre.	five-dimension template
C1.3.j	D	evaluation	及时发现和选拔使用	Good cadres are found and used in time: positive cases are recorded too.	commendation record type
C1.3.k	P	campaigns	树立正确导向，教育引导党员干部奋发有为、积极作为	Set the right orientation; educate and guide cadres to be active.	education measure type
C2.0.a	D	grassroots	坚持把加强基层服务型党组织建设作为整改落实的重要内容	Building service-type grassroots party organisations is part of rectification: it is planned, owned and reported with it.	work stream present in each branch plan
C2.0.b	R	grassroots	切口小、招数实、行得通、效果好	Practices must be small in entry, solid, workable, effective (four tests).	four-test checklist on adoption of a practice
C2.0.c	D	grassroots,issues	着力解决联系服务群众“最后一公里”问题	Solve the "last kilometre" of contact with and service to the masses.	tag LAST_KM, tracked count opened/closed
C2.1.a	C	grassroots	以建设“五先五好”党组织和基层党建示范点为抓手	Levers: "five-first five-good" party organisations and grassroots demonstration sites.	programme types present (the ten criteria are not in the text: loaded)
C2.1.b	C	grassroots	以“服务改革、服务发展、服务民生、服务群众、服务党员”为主题	Theme: five services (reform, development, livelihood, masses, members).	five theme codes
C2.1.c	D	grassroots	广泛开展“五先五好”服务型党组织创建活动	Broadly run the "five-first five-good" service-type organisation creation activity.	participation coverage by branch
C2.1.d	C	grassroots	百佳创先争优党员先锋岗	Honour 1: hundred best party-member vanguard posts.	award type POST, cap 100
C2.1.e	C	grassroots	百佳创先争优责任先锋区	Honour 2: hundred best responsibility vanguard zones.	award type ZONE, cap 100
C2.1.f	C	grassroots	百佳创先争优示范先锋奖	Honour 3: hundred best demonstration vanguard awards.	award type AWARD, cap 100
C2.1.g	D	grassroots,evaluation	扎实开展争创“群众满意的窗口服务单位”活动	Run the "window service units that satisfy the masses" activity.	satisfaction rating of window units
C2.1.h	D	grassroots	不断完善基层党建示范点建设	Keep improving demonstration sites.	site register with review dates
C2.2.a	D	grassroots	着力建设党代表、党员志愿者、党务工作者等骨干队伍	Build three backbone teams: party delegates, member volunteers, party workers.	three rosters
C2.2.b	D	issues,grassroots	依托党代表工作室经常性收集诉求	Delegates regularly collect appeals through delegate studios.	channel DELEGATE_STUDIO; cadence report
C2.2.c	D	grassroots	履职尽责、开展服务	Delegates perform duties and deliver service.	activity log per delegate
C2.2.d	R	grassroots	围绕群众所想和民生所需	Volunteer service follows what the masses want and livelihood needs.	service record links to a need
C2.2.e	R	grassroots	结合党员工作岗位、特长及个人意愿开展服务	Volunteer service matches post, skills and personal wish.	match uses three attributes; wish recorded by the volunteer
C2.2.f	D	grassroots	促进党员志愿服务活动长效化、规范化、品牌化	Volunteer service is long-term, standardised and branded.	programme attributes, not one-off events only
C2.2.g	D	grassroots	充实机关、事业单位专职党务工作者	Strengthen the staff of full-time party workers in organs and institutions.	establishment vs in-post figures
C2.2.h	D	grassroots	引导他们做好本职工作、履行服务职责	Party workers are guided to do their own job and carry out service duties.	duty list per worker
C2.3.a	P	grassroots	坚持服务导向、基层导向、民需导向、问题导向	Four orientations: service, grassroots, people's needs, problems.	orientation tag on projects
C2.3.b	C	grassroots	推进组织“网格化”、管理“扁平化”、运行“项目化”、服务“组团化”	Four "-isations": grid organisation, flat management, project operation, group service.	four work streams
C2.3.c	D	grassroots	进一步优化网格化设置，完善基层组织管理体系	Optimise grid setting and improve the grassroots organisation management system.	grid entity with owner branch, versioned
C2.3.d	D	grassroots	形成覆盖城乡社会、面向人民群众的组织服务网络	Innovate grassroots service management so the service network covers town and country.	coverage map: area without grid is listed
C2.3.e	C	grassroots	拓展服务职能、精简服务流程、创新服务机制、完善服务监督、提升服务效能	Flat management serves five aims: extend functions, streamline flow, innovate mechanism, improve supervision, raise efficiency.	five aim codes on flattening measures
C2.3.f	D	grassroots	促进各类服务资源向基层流动集聚	Service resources flow to the grassroots.	resource record with from/to level
C2.3.g	D	grassroots	将具体党建工作进行项目化运行	Concrete party-building work is run as projects.	project entity
C2.3.h	G	grassroots	党建工作具体目标体系、责任体系和绩效评估体系	Each project has a target system, a responsibility system and a performance-evaluation system.	project cannot start without all three
C2.3.i	D	grassroots,evaluation	不断深化基层党建工作创新项目评比	Grassroots innovation projects are compared and rated.	rating round
C2.3.j	R	grassroots	建立以党组织为核心、群团组织、自治组织、综治组织为主体	Service teams have a party organisation at the core, group/self-governing/comprehensive-governance organisations as main body, and cadres, grassroots organisations, members, masses and volunteers taking part.	team composition: exactly one core party organisation; role types present
C2.3.k	D	grassroots	把专业服务和网格服务紧密结合起来	Professional service and grid service are combined.	team links to grid and to a profession
C2.3.l	D	grassroots,rules	全面构建“组团化”服务长效机制	A lasting group-service mechanism is built in full.	mechanism is published as a norm
C2.4.a	D	grassroots	推动中央和省、市委各项改革部署及举措真正落实到基层	Serving reform is the priority task: mobilise members and masses to understand, support and take part in reform, and land upstream reform arrangements at the grassroots.	theme REFORM duties with landing evidence
C2.4.b	D	grassroots	充分发挥党员、群众的积极性主动性创造性	Serving development is the direction: bring out initiative and creativity of members and masses.	theme DEVELOPMENT duties
C2.4.c	D	grassroots,issues	认真落实党的惠民利民政策，帮助群众解决生产生活中的实际困难	Serving livelihood is the key: carry out benefit policies, help with real difficulties.	theme LIVELIHOOD; difficulty cases tracked to a result
C2.4.d	D	grassroots,issues	推动基层社会治理创新，主动化解社会矛盾	Resolve social conflicts actively through grassroots governance innovation.	conflict type issues
C2.4.e	D	grassroots	自觉践行党的根本宗旨和群众路线，切实做好群众工作	Serving the masses is the root: do mass work well.	theme MASSES duties
C2.4.f	D	grassroots,discipline,evaluation	尊重党员主体地位，保障党员民主权利	Serving members is the foundation: respect members' standing and guarantee their democratic rights.	right to be heard and to appeal is enforced in member disposal
C2.4.g	D	rules,grassroots	健全党内激励关怀帮扶机制	Sound inner-party encouragement, care and help.	care records / norm
C2.4.h	P	grassroots	把服务改革作为要务、服务发展作为方向、服务民生作为关键、服务群众作为根本、服务党员作为基础	Five-service hierarchy (priority, direction, key, root, foundation) is kept in themes.	theme metadata
C2.4.i	P	grassroots	推动基层党组织强化以服务为核心的功能定位	Grassroots organisations are positioned with service as core function.	branch profile field
C2.5.a	R	grassroots,evaluation	有坚强有力的领导班子	Have 1: strong leading group; service awareness, style and level are high.	indicator 1 of 6 with evidence
C2.5.b	R	grassroots,evaluation	有本领过硬的骨干队伍	Have 2: capable backbone; cadres take the lead in, lead and drive service.	indicator 2
C2.5.c	R	grassroots,evaluation	有功能实用的服务场所	Have 3: practical service venue; convenient for service, activity and deliberation.	indicator 3
C2.5.d	R	grassroots,evaluation	有形式多样的服务载体	Have 4: varied service carriers; close to the grassroots, reality and the masses.	indicator 4
C2.5.e	R	grassroots,rules,evaluation	有健全完善的制度机制	Have 5: sound institutions; standardised, regular, lasting.	indicator 5
C2.5.f	R	grassroots,evaluation	有群众满意的服务业绩	Have 6: service results the masses are satisfied with: welcomed, beneficial, recognised.	indicator 6 fed by mass evaluation, not self-scored
C2.5.g	C	grassroots,evaluation	落实“六有”目标	The six "haves" are the centrally set goals; all six are assessed for each branch.	6/6 coverage per branch
C3.1	D	rules	把中央和省市级层面出台的制度承接好	Norms issued at central, provincial and city level are taken over properly: each has a local reception record (adopt / refine / not applicable, owner, date).	reception matrix has no empty cell
C3.2	C	rules	认真贯彻中央八项规定精神	Central eight-point decision.	norm in catalogue with lineage
C3.3	C	rules	《党政机关厉行节约反对浪费条例》	Regulations on Party and government organs practising economy and opposing waste.	norm in catalogue
C3.4	C	rules	党员干部直接联系群众、加强基层服务型党组织建设	Norms on member-cadres' direct contact with the masses and on service-type grassroots organisations.	norm in catalogue
C3.5	C	rules	规范公务接待、办公用房和会议费、差旅费、培训费、因公临时出国经费等管理	Norms on six expense items: official receptions, office space, meetings, travel, training, official overseas trips.	six domains each have ≥1 norm
C3.6	C	rules	加强公务支出和公款消费审计	Norms on audit of official spending and public-money consumption.	norm in catalogue
C3.7	C	rules	认真贯彻省、市委十项规定精神	Provincial and city ten-point provisions.	two entries
C3.8	C	rules	第一批活动中出台的10个即知即改制度规定	Ten "fix at once" norms from the first batch of the campaign.	10 entries
C3.9	C	rules	“1+10”改进作风长效机制文件	The "1+10" long-term style-improvement documents.	1+10=11 entries
C3.10	C	rules,campaigns	“445”专项行动方案	The city committee's "445" special action plan for this stage.	plan linked; structure 4-4-5 loaded
C3.11	D	rules	全面落实局党委在	The bureau's own norms in eight areas are carried out in full.	each of the 8 areas has norms, owner, effective date, checks
C3.11.a	C	rules	党员领导干部直接联系群众	Area 1: leading cadres' direct contact with the masses.	area covered
C3.11.b	C	rules	加强民主集中制建设	Area 2: democratic centralism.	area covered
C3.11.c	C	rules	建设服务型机关	Area 3: service-type organ.	area covered
C3.11.d	C	rules	加强机关绩效管理	Area 4: organ performance management.	area covered
C3.11.e	C	rules	健全督查机制、强化执行力	Area 5: supervision mechanism and execution.	area covered
C3.11.f	C	rules	加强党员干部作风建设监督检查	Area 6: supervision and inspection of cadres' style.	area covered
C3.11.g	C	rules	加强基层服务型党组织建设	Area 7: service-type grassroots organisations.	area covered
C3.11.h	C	rules	改进党员领导干部学风	Area 8: leading cadres' style of study.	area covered
C3.11.i	R	rules	等8个方面制定出台的制度	The eight areas are complete: a count of eight is checked.	8/8 or a named gap
C3.12	P	issues,rules	切实巩固作风建设成果	The purpose is to consolidate results: closed issues lead to norms where the cause is systemic.	issue → norm link; systemic cause without norm is reported
C3.13	D	rules	加大监督检查力度	Supervision and inspection are stepped up.	inspection plan per norm
C3.14	D	rules	通过自查、抽查、督查等方式	Three inspection modes: self-check, spot check, supervision.	three mode codes; spot-check sample is reproducible (seed recorded)
C3.15	D	rules	及时发现制度执行中的问题	Problems in carrying out norms are found in time.	check finding creates an issue automatically
C3.16	D	rules,issues	督促整改落实	Found problems are pressed to rectification.	finding closes only when its issue closes
C3.17	D	issues	畅通信访、网络、电话等监督渠道	Supervision channels stay open: petitions, network, telephone (at least).	three channel types live; channel health shown; intake by any of them gets a receipt
C3.18	D	issues,rules	让群众监督制度执行情况	The masses supervise the carrying out of norms: a citizen report can cite a norm.	report form has norm reference; published norms are searchable
C4.1.a	D	discipline	严肃查处不正之风和违法违纪行为	Improper conduct and violations are seriously investigated.	each lead has a disposal
C4.1.b	P	discipline	坚持严的标准、严的措施、严的纪律	Strict standards, strict measures, strict discipline.	decision template names standard, measure, discipline ground
C4.1.c	D	issues,discipline	高度重视网民留言	Netizen messages are an attended source.	source NETIZEN
C4.1.d	D	issues,discipline	群众举报	Mass reports are an attended source.	source REPORT
C4.1.e	D	issues,discipline	网络舆情	Online public opinion is an attended source.	source ONLINE_OPINION
C4.1.f	R	discipline	对违法违纪问题“零容忍”	Zero tolerance: a violation found cannot be dropped without an authorised, reasoned decision.	no delete; "no action" needs grounds and approver
C4.1.g	R	discipline	发现一起、查处一起	Each one found is handled: counts of found and handled reconcile.	reconciliation report found = open + disposed
C4.1.h	R	discipline	绝不搞例外、绝不姑息迁就	No exceptions, no indulgence: rank or unit of the person gives no exemption path.	property test: outcome options do not depend on rank; recusal enforced
C4.1.i	R	discipline	对顶风违纪的，实行“一案双查”	Violation against the wind triggers "one case, two investigations".	flag set → second inquiry opened in the same transaction
C4.1.j	R	discipline	既要追究当事人责任	Liability of the person concerned is pursued.	party track reaches an outcome
C4.1.k	G	discipline	还要追究相关领导责任	Liability of related leaders is pursued as well; the case closes only when both tracks have outcomes.	close refused while leader track open; "no liability" is a reasoned outcome
C4.1.l	P	discipline	形成强大震慑，防止失之于宽、失之于软	Deterrence; no looseness or softness: results are notified to the units concerned.	notice record; leniency statistics by unit for review
C4.2.a	R	discipline	严格按照党章和有关纪律规定严肃处理	Handle strictly under the Party constitution and discipline rules: each decision cites its provisions.	decision without citation refused; citation has version date
C4.2.b	R	discipline	慎重稳妥，防止简单粗糙	Handle prudently, not simply and crudely: person is heard before a decision.	hearing record or recorded waiver before a sanction
C4.2.c	R	discipline	已经有明确规定的按规定执行	Where provisions are clear, they apply.	rule reference mandatory when ruleStatus=CLEAR
C4.2.d	G	discipline	规定不明确的要认真研究，形成明确政策意见	Where provisions are unclear, study them and form a definite policy opinion before deciding.	ruleStatus=UNCLEAR blocks decision until a policy opinion is issued; opinion is reusable precedent
C4.2.e	R	discipline	注意统筹协调，避免政出多门、政策偏颇、宽严皆误	Coordinate: avoid many doors issuing policy, skewed policy, and both leniency and severity gone wrong.	one active opinion per question in a jurisdiction; conflict detected; similar-case comparison shown
C4.2.f	P	discipline	要立足教育提高	Stand on education and improvement.	education measure can accompany any outcome
C4.2.g	R	discipline	只要主动讲清问题，深刻认识，认真纠正	General errors: leniency is available only if the cadre explains the problem on own initiative AND understands deeply AND corrects earnestly.	three findings, all true; truth table of 8
C4.2.h	R	discipline	有的可不予追究	Then some may not be pursued.	outcome NOT_PURSUED permitted
C4.2.i	R	discipline	有的可免予处分	Then some may be exempted from sanction.	outcome EXEMPT permitted; discretionary, with reason
C4.2.j	R	discipline	对在教育实践活动中主动查摆收“红包”	Red envelopes: scope is those who, during the campaign, on own initiative disclosed having accepted them.	declaration date within campaign window and before any lead on the matter is known to the person
C4.2.k	R	discipline	不构成违法和严重违纪	Red envelopes condition 1: not a crime and not a serious violation.	classification required; if false, referral path only
C4.2.l	R	discipline	主动如数上交	Red envelopes condition 2: handed over in full, on own initiative.	handed-over = declared = verified amount; receipt attached
C4.2.m	R	discipline	如实报告组织	Red envelopes condition 3: truthfully reported to the organisation.	verified amount ≤ declared amount
C4.2.n	R	discipline	根据情节，可不予处分、免予处分或减轻处分	All met: by circumstances, no sanction, exemption, or mitigated sanction.	exactly three lenient outcomes; circumstances text required
C4.2.o	G	discipline	不上交、不主动报告组织的，依照有关规定严肃处理	Not handed over, not reported on own initiative: strictly handled under the provisions.	lenient outcomes refused; ordinary track opened
C4.3.a	D	discipline	稳妥有序地探索处置不合格党员	Use the campaign to explore, in a steady and orderly way, the disposal of unqualified members.	disposal process staged; pilot scope configurable
C4.3.b	D	discipline,rules	健全党员出口机制	Build a sound exit mechanism for members.	exit types and their procedure published
C4.3.c	R	evaluation,discipline	注重运用民主评议党员结果	Results of democratic appraisal of members are used as an input.	disposal proposal references an appraisal result
C4.3.d	R	evaluation,discipline	对评议结果较差的	Target 1: members with poor appraisal results.	candidate list from result; no automatic sanction by vote share
C4.3.e	R	discipline	长期不起作用甚至起负面作用的党员	Target 2: members long without effect, or with negative effect.	finding with period and facts
C4.3.f	R	discipline	严格按照党章和党纪党规办事	Strictly by the Party constitution and discipline rules.	provision citation; same-problem double treatment blocked
C4.3.g	R	discipline	掌握政策、慎重处置	Grasp policy, dispose prudently: investigation, talk, superior pre-review and vote precede.	step order enforced
C4.3.h	R	discipline	该说服教育的说服教育	Those who should be persuaded and educated are.	outcome EDUCATION with follow-up date
C4.3.i	R	discipline	该组织处理的组织处理	Those who should be dealt with organisationally are.	outcome ORGANISATIONAL with type
C5.1	D	evaluation,campaigns	教育实践活动基本结束时	Timing: when the campaign is basically ending.	window set by campaign; outside it a briefing needs approval
C5.2	D	evaluation	各党支部要专门召开领导班子和领导干部整改情况通报会	Each branch holds a dedicated briefing on rectification by the leading group and leading cadres.	branch coverage; briefing type is dedicated, not merged with another meeting
C5.3	D	evaluation	组织群众评议	The masses are organised to evaluate.	ballot attached to briefing; evaluation without briefing refused
C5.4	R	evaluation	参照领导班子专题民主生活会情况通报会范围的基础上	Attendance is based on the scope of the earlier democratic-life-meeting briefing.	baseline roster referenced
C5.5	R	evaluation	要进一步扩大普通群众代表参加的范围	Scope of ordinary mass representatives is further widened.	categories(new) ⊇ categories(baseline) and at least one more, or reason
C5.6	R	evaluation	范围和比例	Their proportion is raised as well.	share(new) > share(baseline), integer comparison
C5.7	D	evaluation	局党委教育实践活动办公室及时梳理汇总评议情况	The party committee's campaign office sorts and summarises results in time.	summary within N days of closing
C5.8	G	evaluation	报市委教育实践活动领导小组办公室后	Results are reported to the city leading group's office first.	feedback refused until the upward report is recorded
C5.9	D	evaluation	向所督导单位党支部主要负责同志反馈	Then fed back to the principal of the supervised branch.	recipient is the branch principal; receipt recorded
C5.10	D	evaluation,issues	对大家提出的问题和建议，督促所督导党支部和领导干部认真加以整改落实	Problems and suggestions raised are pressed to earnest rectification.	each comment triaged to an issue or answered with reason
C5.11	C	evaluation	对领导班子和领导干部整改情况	Evaluation objects: the leading group and each leading cadre.	separate ballots/tallies per object
C5.12	C	evaluation	“好”和“较好”累计得票率	Grades include "good" and "fairly good", which are cumulated.	four-grade scale by default (good, fairly good, average, poor)
C5.13	R	evaluation	低于80%	The threshold is strictly below 80 %.	exactly 80 % does not trigger; integer arithmetic
C5.14	R	evaluation	群众反映意见比较多的	Considerable negative opinions is a further element.	recorded finding with its count basis
C5.15	G	evaluation	经局党委教育实践活动办公室综合评估提出	The campaign office makes a comprehensive assessment and proposes.	no criticism without an office proposal
C5.16	G	evaluation	由局党委进行通报批评	The bureau party committee issues circulated criticism.	only that body's decision publishes the notice
C5.17	G	evaluation,campaigns	在整改未达到要求前，不得召开总结大会	While the requirement is unmet, the summary meeting must not be held.	schedule/hold command refused; lifted only by recorded finding that requirements are met
C6.1	D	campaigns	善始善终加强对教育实践活动的领导和指导，防止前紧后松	Branches lead and guide to the end; no tight start and loose finish.	activity trend: silence beyond N days in the stage raises an alert
C6.2	D	campaigns,issues	要对前段工作开展“回头看”	A look-back on earlier work is carried out.	look-back record per branch; can reopen closed items
C6.3.a	D	campaigns	认真制定、及时上报整改方案	Rectification plan is drawn up earnestly.	document type 1 of 4
C6.3.b	D	campaigns	专项整治方案	Special rectification plan.	document type 2
C6.3.c	D	campaigns	为民办实事方案	Plan for practical matters for the people.	document type 3
C6.3.d	D	campaigns,rules	制度建设计划	Rule-building plan.	document type 4
C6.4	D	campaigns	及时上报	All four are submitted upward in time.	due date; late flag
C6.5	G	campaigns	严格审核把关	They are strictly examined before release: no plan takes effect without approval by the reviewing body.	drafter ≠ reviewer; returned plans show reasons and versions
C6.6	D	campaigns	指导抓好落实	Their carrying out is guided.	guidance records by the superior
C6.7	D	organization,campaigns	各级一把手要认真履行第一责任人职责	The principal at each level performs the first-responsible-person duty.	exactly one principal per unit at any time; history kept on change
C6.8	G	campaigns	亲自主持制定整改方案、专项整治方案、为民办实事方案和制度建设计划	The principal personally presides over drawing up all four documents.	submit refused unless presider = principal at that date; delegation not accepted
C6.9	D	issues,campaigns	牵头协调解决整改中的难点问题	The principal takes the lead in coordinating difficult points of rectification.	issue flagged DIFFICULT gets the principal as lead
C6.10	D	rules	着力抓好重点制度的研究建立	The principal works on research and establishment of key norms.	key norm has the principal as sponsor
C6.11	R	issues	对需要上下联动整改的事项要认真梳理分析	Items needing joint rectification by superior and subordinate are sorted and analysed.	joint item has a recorded analysis and mode
C6.12	R	issues	该上级主动的上级要主动认领	Mode A: where the superior should act first, the superior claims it.	claim by superior moves lead; unclaimed after N days escalates
C6.13	R	issues	该下级主动的下级要主动解决	Mode B: where the subordinate should act first, the subordinate solves it.	subordinate owns; superior informed
C6.14	R	issues	该上下共同拿方案的要共同研究解决办法	Mode C: where a common plan is needed, both study and solve together.	joint plan needs agreement of both before effect; both confirm the close
`;
