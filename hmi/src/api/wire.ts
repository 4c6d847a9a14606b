// What the controller says and what it accepts, field by field. Only this folder knows URLs and JSON.

export type Quality = 'GOOD' | 'UNCERTAIN' | 'BAD';

/** One value in the stream: `v` in the tag's display unit, or the name of a state; null when nothing is known. */
export interface WireReading {
  v: number | string | null;
  q: Quality;
  t: string | null;
}

export type PhaseState = 'DONE' | 'CURRENT' | 'FUTURE' | 'STOPPED';

export interface WirePhase {
  name: string;
  state: PhaseState;
  plannedS?: number | null;
  elapsedS?: number | null;
  endsWhen?: string | null;
}

export interface WireRun {
  id: string;
  recipe: string;
  version?: number | string | null;
  title?: string | null;
  /** The film is measured and not used. */
  engineering?: boolean;
  state: string;
  phase: string | null;
  phaseIndex?: number | null;
  phaseElapsedS?: number | null;
  phases?: WirePhase[];
  thicknessNm?: number | null;
  thicknessSigmaNm?: number | null;
  targetNm?: number | null;
  toleranceNm?: number | null;
  rateNmPerMin?: number | null;
  remainingS?: number | null;
  inToleranceP?: number | null;
  /** When the shutter first opened and when it closed for good, in plant time. */
  depositStartedAt?: string | null;
  depositEndedAt?: string | null;
  predictedNm?: number | null;
  predictedSigmaNm?: number | null;
  foils?: string[];
  next?: { text: string; detail?: string | null } | null;
  allowed?: string[];
  endReason?: string | null;
  /** The question that waits for a person. */
  prompt?: WirePrompt | null;
  /** The run was found after the controller had died in it. */
  recovery?: { cutOffAt: string; phase: string; impossible?: string | null; decided: boolean } | null;
  stopsAfterPhase?: boolean;
  /** The run whose film it goes on with. */
  continues?: { run: string; doneNm: number; sigmaNm: number; pass: number } | null;
  /** Equipment modules the run holds now; nobody else's demand reaches them. */
  modules?: { id: string; title: string; byHand: boolean }[];
  /** How it stands to the golden run. */
  golden?: { words: string; compared: boolean; excursions: WireExcursion[]; testFirst?: string | null } | null;
}

/** A tag left the band of the golden run and stayed outside; values in the unit it is shown in. */
export interface WireExcursion { number: number; tag: string; title: string; phase: string; at: string; sinceS: number; sigmas: number; unit: string; value: number; low: number; high: number; lastedS: number; over: boolean }

/** How a run that has ended stood to the golden run, as it was kept then. */
export interface WireGoldenMark { words: string; excursions: number; sigmas?: number | null; tag?: string | null; phase?: string | null; filmSigmas?: number | null; rank?: number | null; of?: number | null; testFirst: boolean; reason?: string | null }

/** Where every compared tag was in every phase of the last good runs. */
export interface WireGoldenEnvelope {
  recipe: string;
  hash: string;
  target: string;
  words: string;
  compared: boolean;
  runs: string[];
  fewest: number;
  sigmas: number;
  stepS: number;
  filmOffNm?: number | null;
  filmSigmaNm?: number | null;
  phases: { phase: string; tags: { tag: string; title: string; unit: string; low: (number | null)[]; high: (number | null)[] }[] }[];
}

export interface WireGoldenRun {
  run: string;
  words: string;
  envelope?: WireGoldenEnvelope | null;
  passes: { phase: string; startedAt: string; endedAt?: string | null }[];
  excursions: WireExcursion[];
  mark?: WireGoldenMark | null;
}

export interface WirePrompt { number: number; phase: string; text: string; detail?: string | null; answers: string[]; signed: boolean; askedAt: string; withinS?: number | null;
  /** What the person looks at meanwhile, and where it has to be. */
  watch?: { tag: string; low: number; high: number } | null;
  /** Seconds from the question to the moment at which the person acts. */
  zeroS?: number | null;
}

/** A question as the record keeps it. */
export interface WirePastPrompt { number: number; phase: string; text: string; askedAt: string; state: string; answer?: string | null; by?: string; comment?: string }

export interface WireComment { at: string; phase: string; by: string; text: string }

/** Where the film stopped growing and went on later. */
export interface WireLayer { at: string; thicknessNm?: number | null; lastedS: number; why: string; plasmaKept: boolean; gas: string; highestPa: number }

/** An item with half a film. */
export interface WirePartial { foil: string; slot: number; side: string; doneNm?: number | null; sigmaNm?: number | null; filmFrom: 'COUNTED' | 'MEASURED' | 'STATED' | 'UNKNOWN'; mostNm?: number | null; targetNm: number | null; pass: number; vacuumBroken: boolean; decision?: string | null; reason?: string | null; decidedBy?: string | null; deviation?: string | null; approvedBy?: string | null; continuedIn?: string | null; mayContinue: boolean }

export interface WireStartOrder { recipe: string; version?: number | string; foils?: string[]; load?: { slot: number; item: string; side: string }[]; engineering?: boolean; continues?: string; planned?: string; signature?: { password: string; meaning: string } }

export interface WirePlannedRun { id: string; place: number; recipe: string; foils: string[]; engineering: boolean; startsAt?: string | null; by: string; at: string; trouble?: string | null; order: WireStartOrder }

/** What the controller would write against what the plant shows. */
export interface WireShadow { writes: boolean; at: string; compared: number; differences: { tag: string; title: string; would: string; shows: string | null; by: string; sinceS: number }[] }

export interface WireVerdict {
  tripped: string[];
  firstOut: string[];
  hold: boolean;
  abort: boolean;
  resettable: boolean;
  resetBlockedBy: string[];
  bypassed?: { cause: string; leftS: number }[];
}

export interface WireAlarm {
  id: string;
  title: string;
  priority: number;
  state: string;
  since: string | null;
  response?: string | null;
  consequence?: string | null;
  /** The tag the alarm watches, so that its chip can carry the mark. */
  tag?: string | null;
  value?: string | number | null;
  limit?: string | number | null;
  /** Whether its condition stands now, whatever its state. */
  active?: boolean;
  cause?: string | null;
  respondS?: number | null;
  kind?: string | null;
  by?: string | null;
  comment?: string | null;
  /** When it comes back by itself or, out of service, is overdue. */
  until?: string | null;
  oneShot?: boolean;
  /** What keeps it quiet by design. */
  why?: string | null;
  /** What may be asked of it now, whoever asks. */
  allowed?: string[];
  /** Minutes it may be set aside at most; null: never. */
  longest?: { shelve: number | null; suppress: number | null; outOfService: number | null };
}

export interface WirePermissive {
  id: string;
  title: string;
  ok: boolean | null;
  value?: string | number | null;
  limit?: string | number | null;
  blocks?: string[];
}

export interface WireLink {
  id: string;
  kind: string;
  state: string;
  lastGoodAgeMs: number | null;
  address: string;
  detail: string;
  clockOffsetMs: number | null;
}

/** A whole picture of the unit; a delta is the same with only what changed. */
export interface WireFrame {
  tick: number;
  serverTime: string;
  plantTime?: string | null;
  mode?: string;
  speed?: number;
  tags?: Record<string, WireReading>;
  run?: WireRun | null;
  unitState?: string;
  verdict?: WireVerdict | null;
  alarms?: WireAlarm[];
  permissives?: WirePermissive[];
  links?: WireLink[];
  locks?: WireLock[];
  /** The cause a guided proof test is on for. */
  proofTest?: string | null;
}

export interface WireHeartbeat {
  tick: number;
  serverTime: string;
  plantTime?: string | null;
}

export interface WireStatus {
  mode: string;
  ready: boolean;
  speed?: number;
  plantTime?: string | null;
  serverTime?: string | null;
  chamber?: string;
  unitState: string;
  /** NORMAL, LOCKED before the first reset, or TRIPPED; told to everybody. */
  interlocks?: string | null;
  run?: WireRun | null;
  links?: WireLink[];
  tripped?: string[];
  alarms?: { unacknowledged: number; active: number };
  version?: string;
}

export interface WireTag {
  tag: string;
  title: string;
  kind?: string;
  unit?: string | null;
  states?: string[] | null;
  low?: number | null;
  high?: number | null;
  why?: string | null;
  /** Tolerance of a set point in its own display unit, when its read-back has one. */
  tolerance?: number | null;
}

export interface WireMe {
  user: string;
  name?: string | null;
  roles: string[];
  can: Record<string, boolean>;
  mustChangePassword?: boolean;
  by?: string;
  /** The identity service that vouches for the person instead of a password here. */
  service?: string | null;
}

/** How one may sign in: with a password kept here, at the site's identity service, or both. */
export interface WireSignInWays { password: boolean; service: string | null }

/** That the person is to show the identity service again who they are, for one act. */
export interface WireReauthentication { proof: string; state: 'WAITING' | 'CONFIRMED' | 'REFUSED'; address: string | null }

/** Somebody signed in at a screen. */
export interface WireSession { id: string; user: string; from: string; browser: string; by: string; startedAt: string; activeAt: string; endsAt: string; locked: boolean; locksInS: number | null; own: boolean }

/** A key for a script; the key itself comes once, with the answer that makes it. */
export interface WireToken { id: string; name: string; scope: string[]; createdAt: string; expiresAt: string; revokedAt: string | null; valid: boolean; key?: string }

export interface WireUser { user: string; name: string; roles: string[]; createdAt: string; createdBy: string; passwordAt: string; mustChangePassword: boolean; disabledAt: string | null; demonstration: boolean; service?: string | null; sessions: number }

/** One line of the audit. */
export interface WireAuditLine { sequence: number; at: string; who: string; what: string; before: string; after: string; why: string; from: string; result: string; signature: string; previousHash: string; hash: string }

/** What a look at the whole audit found. */
export interface WireAuditState { holds: boolean; rows: number; signatures: number; checkpoints: number; keys: string[]; breaks: { where: string; row: number; what: string; text: string }[] }

/** A name under an act, with all it takes to check it elsewhere. */
export interface WireSignature { number: number; id: string; unit: string; act: string; object: string; user: string; name: string; meaning: string; at: string; record: string; recordHash: string; previous: string; signedText: string; publicKey: string; signature: string; fits: boolean }

/** An OPC UA certificate: ours, or one a server has shown. */
export interface WireCertificate { thumbprint: string; subject: string; application: string; notBefore: string; notAfter: string; expired: boolean; standing: 'OWN' | 'TRUSTED' | 'QUARANTINE' | 'REJECTED' }

export interface WireLinkCertificates { link: string; own: WireCertificate | null; peers: WireCertificate[] }

export interface WireLinkRow { id: string; kind: string; address: string; state: string; lastGoodAgeMs: number | null; detail: string; clockOffsetMs: number | null; reconnects: number; tags: number; bad: number; security: string; browsable: boolean }

export interface WireDevicePlace { place: string; name: string; holdsMore: boolean; type: string; writable: boolean; unit: string; low: number | null; high: number | null; states: string[]; value: string; status: string; tag: string | null }

export interface WireBinding { tag: string; title: string; place: string; finding: 'BOUND' | 'MISSING' | 'WRONG_TYPE' | 'WRONG_UNIT' | 'NOT_WRITABLE'; why: string }

export interface WireOneTimePassword { user: string; oneTimePassword: string }

export interface WireBucket {
  t: string;
  min?: number | null;
  max?: number | null;
  mean?: number | null;
  v?: number | string | null;
  q?: Quality;
}

export interface WireHistory {
  tag: string;
  unit?: string | null;
  points: WireBucket[];
  gaps?: { from: string; to: string; reason?: string | null }[];
}

export interface WireCause {
  id: string;
  title: string;
  state: string;
  value?: string | number | null;
  limit?: string | number | null;
  unit?: string | null;
  layer?: string | null;
  hazard?: string | null;
  why?: string | null;
  /** The role that approves a bypass; empty when it may never be bypassed. */
  bypassable?: string;
  bypassMinutes?: number;
  bypass?: number | null;
}

export interface WireEffect {
  id: string;
  title: string;
  state: string;
  firstOut?: string | string[] | null;
  forced?: boolean;
  latentTrip?: boolean;
}

export interface WireSequenceEvent {
  at: string;
  kind?: string;
  id?: string;
  text?: string;
  offsetMs?: number | null;
}

export interface WireBypass {
  id: number;
  cause: string;
  title: string;
  hazard: string;
  state: string;
  minutes: number;
  leftS: number;
  reason: string;
  compensation: string;
  requestedBy: string;
  decidedBy?: string | null;
  approvedByRole: string;
  why?: string | null;
  /** What the names under it stand under. */
  signedAs: string;
}

export interface WireIncident {
  number: number;
  at: string;
  over: boolean;
  bypassed: string[];
  recovery: { text: string; done: boolean }[];
}

/** A reviewer's name under the matrix in force; who has not signed has a role and no user. */
export interface WireMatrixSignature {
  role: string;
  user?: string | null;
  name?: string | null;
  meaning?: string | null;
  at?: string | null;
}

/** Whether a run's record is as it was sealed; `breaks` say where it is not. */
export interface WireRecordState {
  sealed: boolean;
  holds: boolean;
  good: string[];
  breaks: string[];
  keys: string[];
}

/** What came of giving a run's inputs to the engine once more; `why` says why nobody can tell. */
export interface WireRunReplay {
  run: string;
  outcome: 'SAME' | 'DIFFERS' | 'NOT_REPLAYABLE';
  why: string;
  then: string;
  now: string;
  turns: number;
  differences: { what: string; turns: number; at: string; phase: string; was: string; wouldBe: string }[];
}

/** What was added to a sealed record; figures of a measured film stand in `content`. */
export interface WireAddendum {
  number: number;
  kind: string;
  text: string;
  content: Record<string, unknown>;
  user: string;
  name: string;
  meaning: string;
  at: string;
  hash: string;
}

export interface WireInterlocks {
  hash?: string;
  causes: WireCause[];
  effects: WireEffect[];
  cells: { cause: string; effect: string; delayMs?: number | null }[];
  firstOut?: string[];
  events?: WireSequenceEvent[];
  bypasses?: WireBypass[];
  incident?: WireIncident | null;
  signatures?: WireMatrixSignature[];
}

export interface WireSign {
  act: string;
  hash: string;
  who: string;
  name: string;
  meaning: string;
  at: string;
  comment: string;
}

export interface WireRecipeVersion {
  version: number;
  state: string;
  hash: string;
  /** Who found it good; "shipped" for what came with the plant files; empty while nobody has. */
  approval: string;
  origin: string;
  basedOn: number;
  createdBy: string;
  createdAt: string;
  editedBy: string;
  editedAt: string;
  comment: string;
  signatures: WireSign[];
}

export interface WireFinding {
  severity: string;
  rule: string;
  path: string;
  line: number;
  column: number;
  message: string;
}

/** Where a value stands in a text: characters from and to, as JavaScript counts them. */
export interface WirePlace {
  line: number;
  column: number;
  from: number;
  to: number;
}

export interface WireStep {
  phase: string;
  title?: string | null;
  throttle?: string;
  plannedS?: number | null;
  endsWhen?: string | null;
  parameters?: WireParameter[];
  limits?: string[];
  enter?: string[];
  exit?: string[];
}

/** What a text says that nobody has saved yet. */
export interface WireRecipeReading {
  ok: boolean;
  hash: string;
  findings: WireFinding[];
  formula: WireParameter[];
  procedure: WireStep[];
  places: Record<string, WirePlace>;
  prediction: WireRunForecast | null;
}

/** What speaks against a version, and which causes of the matrix it must, may or cannot trip on a healthy plant. */
export interface WireRecipeCheck {
  ok: boolean;
  findings: WireFinding[];
  causes: { must: string[]; may: string[]; cannot: string[] };
  explained: { cause: string; title: string; verdict: string; announced: boolean; places: { phase: string; scene: string; readings: string[]; paths: string[] }[] }[];
  prediction: WireRunForecast | null;
}

export interface WireRecipeDiff {
  id: string;
  from: number;
  to: number;
  sameForThePlant: boolean;
  fields: { path: string; before: string; after: string; unit: string; change: number | null; share: number | null }[];
  consequences: { quantity: string; unit: string; before: number | null; after: number | null; change: number | null }[];
  newRisks: string[];
}

/** The answer to a save when somebody else saved first. */
export interface WireConflict extends WireProblem {
  hash: string;
  base: string;
  theirs: string;
  editedBy: string;
  merged: string;
  clean: boolean;
  conflicts: { line: number; base: string; yours: string; theirs: string }[];
}

export interface WireSaved {
  id: string;
  version: number;
  state: string;
  hash: string;
  findings: WireFinding[];
}

export interface WireRecipeItem {
  id: string;
  title: string;
  description?: string | null;
  effective?: number | null;
  versions?: WireRecipeVersion[];
  kind?: string;
  targetNm?: number | null;
  toleranceNm?: number | null;
}

export interface WireParameter {
  name: string;
  title?: string | null;
  value: string | number | null;
  unit?: string | null;
  low?: string | number | null;
  high?: string | number | null;
  basis?: string | null;
  source?: string | null;
  why?: string | null;
  warn?: string | null;
  trip?: string | null;
  settle?: string | null;
  ramp?: string | null;
}

export interface WireRecipe extends WireRecipeItem {
  version: number;
  state: string;
  hash: string;
  approval?: string;
  header?: Record<string, unknown> | null;
  formula?: WireParameter[];
  procedure?: WireStep[];
  prediction?: WireRunForecast | null;
  text: string;
  findings: WireFinding[];
  acts: { act: string; allowed: boolean; why?: string }[];
}

/** A little more of one set point, all others as they are. */
export interface WireWhatIf {
  setPoint: 'power' | 'argon' | 'oxygen' | 'pressure' | 'time';
  changePercent: number;
  rateNmPerMin: number;
  depositChangeS: number;
  thicknessChangeNm: number;
  targetState: string;
}

/** What a run of a recipe would bring and cost; ranges hold nine runs in ten. */
export interface WireRunForecast {
  thicknessNm: number;
  sigmaNm: number;
  durationS: number;
  durationRangeS: [number, number];
  depositS: number;
  depositRangeS: [number, number];
  pumpDownS: number;
  pumpDownsSeen: number;
  kWh: number;
  argonStandardLitres: number;
  oxygenStandardLitres: number;
  outOfToleranceP: number;
  toleranceNm: number;
  targetState: string;
  rateNmPerMin: number;
  rateIsKnown: boolean;
  rateFactor: number;
  whatIf: WireWhatIf[];
  draws: number;
  seed: number;
}

export interface WirePredictOrder {
  powerW: number;
  argonSccm: number;
  oxygenSccm: number;
  pressurePa?: number;
  targetNm: number;
  throwMm?: number;
  calibration?: string;
  place?: 'AXIS' | 'HOLDER';
  timeS?: number;
  toleranceNm?: number;
}

/** What set points would do, as the film model says. */
export interface WireFilmForecast {
  depositS: number;
  rateNmPerMin: number;
  thicknessNm: number;
  sigmaNm: number;
  depositRangeS: [number, number];
  outOfToleranceP: number | null;
  targetState: string;
  voltageV: number;
  currentA: number;
  oxygenPa: number;
  poisonedP: number;
  folds: { upSccm: number; downSccm: number } | null;
  states: { targetState: string; stable: boolean; rateNmPerMin: number; voltageV: number; currentA: number; oxygenPa: number; targetOxide: number }[];
  whatIf: WireWhatIf[];
  calibration: string;
  place: string;
  draws: number;
  seed: number;
  /** Film after the time that was asked about. */
  afterTime?: { thicknessNm: number; sigmaNm: number; outOfToleranceP: number | null } | null;
}

export interface WireSlotFilm {
  slot: string | number;
  item?: string;
  side?: string;
  witness?: string;
  thicknessNm?: number | null;
  sigmaNm?: number | null;
  minNm?: number | null;
  maxNm?: number | null;
  usableMm?: number | null;
  usableZoneMm?: number | null;
  releaseLowNm?: number | null;
  releaseHighNm?: number | null;
  inRelease?: boolean | null;
  trueNm?: number | null;
}

export interface WireBudgetLine {
  id: string;
  value: number | null;
  u: number;
  unit: string;
  distribution: string;
  mark: string;
  source: string;
  sensitivityNm: number;
  contributionNm: number;
  share: number;
  inEstimate: boolean;
}

/** Where the uncertainty of a film comes from. */
export interface WireBudget {
  thicknessNm: number;
  leakedNm: number;
  crystalWeight: number;
  estimateSigmaNm: number;
  combinedNm: number;
  degreesOfFreedom: number;
  coverageFactor: number;
  u95Nm: number;
  lines: WireBudgetLine[];
}

export interface WireFilm { run?: string | null; budget?: WireBudget | null; slots: WireSlotFilm[] }

/** A holder and the film over it; relative numbers are over the film the estimate speaks of. */
export interface WireHolder {
  holder: string;
  revision: string;
  title: string;
  motion: string;
  mark: string;
  source: string;
  throwMm: number;
  offsetMm: number;
  orbitMm?: number | null;
  cleaned: string;
  runsSinceClean: number;
  sideMm: number;
  relative: number[][];
  inTolerance?: string[] | null;
  halfRangePercent: number;
  filmNm?: number | null;
  targetNm?: number | null;
  toleranceNm?: number | null;
  slots: { slot: number; planet?: number | null; witness: boolean; xMm: number; yMm: number; tiltDeg: number; apertureMm: number; usableMm: number; relative: number; relativeMin: number; relativeMax: number; thicknessNm?: number | null; minNm?: number | null; maxNm?: number | null; usableZoneMm?: number | null; inRelease?: boolean | null }[];
}

/** A trip or hold as the batch record explains it. */
export interface WireRunIncident {
  number: number;
  at: string;
  over: boolean;
  bypassed: string[];
  firstOut: { cause: string; title: string; values: string; limit: string; hazard: string; why: string }[];
  steps: { at: string; offsetMs: number; kind: string; id: string; text: string }[];
  recovery: { text: string; done: boolean }[];
}

export interface WireRunRecord {
  /** The control recipe as it was frozen, without the recipe's text. */
  control?: { target?: string; gasBottles?: Record<string, string>; calibration?: number; instruments?: { id: string; status: string }[]; continues?: { run: string; doneNm: number; sigmaNm: number; pass: number; vacuumBroken: boolean; deviation: string } } | null;
  /** Questions, comments and layers. */
  progress?: { prompts?: WirePastPrompt[]; comments?: WireComment[]; interruptions?: WireLayer[] } | null;
  id: string;
  state: string;
  phase?: string | null;
  recipe: string;
  version?: number | string | null;
  hash?: string | null;
  title?: string | null;
  operator?: string | null;
  startedAt?: string | null;
  endedAt?: string | null;
  endReason?: string | null;
  foils?: string[];
  load?: { slot: string | number; item: string; side?: string }[];
  thicknessNm?: number | null;
  sigmaNm?: number | null;
  u95Nm?: number | null;
  trueNm?: number | null;
  targetNm?: number | null;
  toleranceNm?: number | null;
  slots?: WireSlotFilm[];
  budget?: WireBudget | null;
  holder?: string | null;
  witnesses?: { slot: number; id: string }[];
  /** A calibration or engineering run: its film is measured and not used. */
  engineering?: boolean;
  phases?: { name: string; startedAt?: string | null; endedAt?: string | null; elapsedS?: number | null; endedBecause?: string | null }[];
  events?: { at: string; kind?: string; subject?: string; phase?: string | null; text: string; who?: string | null }[];
  incidents?: WireRunIncident[] | null;
  bypassed?: { cause: string; severity: number; minutes: number; cost: number }[] | null;
  /** How it stood to the golden run when it ended. */
  golden?: WireGoldenMark | null;
}

export interface WireFaults {
  available: { fault: string; what?: string }[];
  active: (string | { fault: string; since?: string; after?: string; for?: string })[];
}

export interface WireToolNumber { parameter: string; unit: string; value: number; sigma: number }

export interface WireNumbers { rate: number; rateSigma: number; tooling: number; toolingSigma: number; tool?: WireToolNumber[] }

export interface WireJumps { upSccm: number | null; upSigmaSccm: number | null; downSccm: number | null; downSigmaSccm: number | null }

export interface WireLoopPoint { up: boolean; oxygenSccm: number | null; voltageV: number | null; pressurePa: number | null; modelledVoltageV: number | null; modelledPressurePa: number | null }

export interface WireSteadyPoint { oxygenSccm: number; voltageV: number; pressurePa: number }

export interface WireGridPoint { powerW: number; pressurePa: number; rateNmPerMin: number; sigmaNmPerMin: number; fittedNmPerMin: number }

/** What one sweep or rate grid says about the tool. */
export interface WireFit {
  kind: string;
  run: string;
  powerW: number;
  argonPa: number;
  learned: { parameter: string; unit: string; before: number; prior: number; value: number; sigma: number }[];
  correlation: number[][];
  values: number;
  perFreedom: number | null;
  rmsVoltageV: number | null;
  rmsCurrentA: number | null;
  rmsPressurePa: number | null;
  rmsRateShare: number | null;
  loop: { before: WireJumps; after: WireJumps; points: WireLoopPoint[]; curveBefore: WireSteadyPoint[]; curveAfter: WireSteadyPoint[] } | null;
  grid: { poisoned: boolean; powerExponent: number; powerExponentSigma: number; factor: number; points: WireGridPoint[] } | null;
}

export interface WireCalibrationVersion {
  version: number;
  calibration: WireNumbers;
  source: string;
  proposal?: number | null;
  restores?: number | null;
  at: string;
  who: string;
  name?: string;
  meaning?: string;
  comment?: string;
}

export interface WireResidual {
  measurement: string;
  run: string;
  measuredNm: number;
  sigmaNm: number;
  beforeNm: number;
  afterNm: number;
  residualBeforeNm: number;
  residualAfterNm: number;
  surpriseSigmas: number;
  rate: string;
  tooling: string;
  fresh: boolean;
}

export interface WireProposal {
  id: number;
  at: string;
  decision: string;
  baseVersion: number;
  before: WireNumbers;
  after: WireNumbers;
  timeChangePercent: number;
  measuredRuns: number;
  driftPercentPerRun?: number | null;
  rmsBeforeNm?: number | null;
  rmsAfterNm?: number | null;
  flags: string[];
  residuals: WireResidual[];
  commissioning?: WireFit | null;
  decidedAt?: string | null;
  decidedBy?: string | null;
  comment?: string;
}

export interface WireMeasurement {
  id: string;
  run: string;
  place: string;
  method: string;
  thicknessNm: number;
  sigmaNm: number;
  site: string;
  measuredAt: string;
  enteredBy: string;
  source?: string;
  demonstration: boolean;
  setAside: boolean;
}

export interface WireCalibration {
  inForce: number;
  targetCalibrated: boolean;
  runsSinceMeasured: number;
  advisories: { id: string; text: string }[];
  versions: WireCalibrationVersion[];
  proposals: WireProposal[];
  measurements: WireMeasurement[];
  /** Film on a silicon witness over film on the zinc foil beside it. */
  witnessRatio?: { ratio: number; sigma: number; runs: number };
}

export interface WireStep { name: string; heightNm: number; sigmaNm: number; edgeUm: number; guardUm: number; roughnessNm: number; curve: { xUm: number; zNm: number }[] }

/** The step that profiles across a film's edge hold, before anybody has entered it. */
export interface WireStepReport { thicknessNm: number; sigmaNm: number; scatterNm: number; profiles: number; enough: boolean; steps: WireStep[] }

export interface WireMeasurementOrder { run: string; slot?: number; witness?: string; method: string; thicknessNm: number; sigmaNm: number; site: string; measuredAt: string; source?: string }

export interface WireProblem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  violations?: { field?: string; rule?: string; message: string }[];
  state?: string;
  allowed?: string[];
}

/** One move of one alarm. */
export interface WireAlarmMove {
  at: string; tick: number; alarm: string; title: string; priority: number; from: string; to: string; event: string;
  value: string; who: string; comment: string; until: string | null; oneShot: boolean; run: string; phase: string;
}

export interface WireAlarmFigure { name: string; value: number | null; share: boolean; atMost: number | null; atLeast: number | null; mark: string; source: string; met: boolean }
export interface WireAlarmCount { alarm: string; title: string; priority: number; times: number }

/** How the alarm system did in a period, each figure beside its goal. */
export interface WireAlarmMetrics {
  from: string; to: string; annunciated: number; perHour: number; peakAt: string | null;
  figures: WireAlarmFigure[];
  floods: { from: string; to: string }[];
  stale: { alarm: string; title: string; since: string; until: string }[];
  chattering: WireAlarmCount[];
  fleeting: WireAlarmCount[];
  busiest: WireAlarmCount[];
  byPriority: number[];
  acknowledging: { times: number; medianS: number; longestS: number; waiting: number };
  aside: { shelved: number; suppressed: number; byDesign: number; outOfService: number; shelvedNow: number; suppressedNow: number; outOfServiceNow: number };
  bucketS: number;
  buckets: { from: string; byPriority: number[] }[];
}

/** A person works on a module: nothing is written to it. */
export interface WireLock {
  id: string;
  module: string;
  title: string;
  holder: string;
  name: string;
  reason: string;
  since: string;
}

export interface WireModule {
  module: string;
  title: string;
  lockable: boolean;
  /** What is written to it again once its last lock is off. */
  idle: string[];
}

export interface WireProofRow {
  cause: string;
  title: string;
  hazard: string;
  layer: string;
  limit: string;
  /** Unit of the trip value; null where the row watches switches only. */
  valueUnit?: string | null;
  intervalDays: number;
  guided: boolean;
  byHand?: string | null;
  leavesOut?: string | null;
  last?: { id: string; at: string; who: string; name: string; kind: string; result: string } | null;
  lastPassAt?: string | null;
  dueAt?: string | null;
  standing: string;
  overdue: boolean;
  running?: string | null;
}

export interface WireProofTest {
  id: string;
  cause: string;
  title: string;
  kind: string;
  state: string;
  result?: string | null;
  performedAt: string;
  enteredAt?: string | null;
  who: string;
  name: string;
  meaning: string;
  method: string;
  asFoundValue?: number | null;
  asLeftValue?: number | null;
  valueUnit?: string | null;
  reactionS?: number | null;
  instrument: string;
  comment: string;
  demonstration: boolean;
  allowedS?: number | null;
  trippedAfterS?: number | null;
  firstOut?: string[];
  effects?: { effect: string; dueS: number; trippedAfterS?: number | null; safeAfterS?: number | null }[];
  steps?: { atS: number; what: string }[];
  why: string;
}

export interface WireProofOrder {
  cause: string;
  kind: 'GUIDED' | 'RECORDED';
  result?: string;
  method?: string;
  instrument?: string;
  comment?: string;
  asFoundValue?: number | null;
  asLeftValue?: number | null;
  valueUnit?: string | null;
  reactionS?: number | null;
  signature: { password: string; meaning: string };
}

export interface WireToolWork {
  kind: string;
  asset: string;
  oldSerial: string;
  newSerial: string;
  at: string;
  who: string;
  comment: string;
}

export interface WireDeviationEntry { number: number; at: string; who: string; name: string; act: string; changes: { field: string; before: string; after: string }[]; reason: string; signature?: string | null }

/** Something that was not as it should have been, with its life. */
export interface WireDeviation {
  number: string;
  run?: string | null;
  cause?: string | null;
  state: string;
  grade: string;
  openedAt: string;
  openedBy: string;
  due: string;
  overdue: boolean;
  items: string[];
  description: string;
  immediateAction: string;
  rootCause: string;
  capa: string;
  decision: string;
  needs: string[];
  closedBy: string[];
  allowed: string[];
  life: WireDeviationEntry[];
}

export interface WireDeviationOrder { run?: string; grade?: string; items?: string[]; description?: string; immediateAction?: string; rootCause?: string; capa?: string; decision?: string }

export interface WireMissing { need: string; run?: string | null; subject?: string | null; text: string }

export interface WireReleaseStep { who: string; name: string; at: string; text: string; expires?: string | null; signature: string }

/** The review of a batch by exception. */
export interface WireReview {
  run: string;
  recipe: string;
  recipeVersion: number;
  state: string;
  operator: string;
  production: boolean;
  endedAt?: string | null;
  sealed: boolean;
  breaks: string[];
  standing: string;
  items: { item: string; own: string; effective: string }[];
  deviations: WireDeviation[];
  holds: string[];
  missing: WireMissing[];
  missingAtRisk: WireMissing[];
  reviews: WireReleaseStep[];
  request?: WireReleaseStep | null;
  allowed: string[];
}

/** A tester's file; its id is the SHA-256 of its bytes. */
export interface WireTestFile {
  id: string;
  name: string;
  sizeBytes: number;
  source: string;
  receivedAt: string;
  receivedBy: string;
  state: 'RECEIVED' | 'READING' | 'READ' | 'UNREADABLE';
  progressRecords?: number | null;
  format?: string | null;
  parser?: string | null;
  records: number;
  cycles: number;
  halfCycles: number;
  firstTime?: string | null;
  lastTime?: string | null;
  minVoltageV?: number | null;
  maxVoltageV?: number | null;
  warnings: { line: number; code: string; message: string }[];
  reason?: string | null;
  rule?: string | null;
  test?: string | null;
  linkedBy?: string | null;
  confidence?: number | null;
  evidence?: string | null;
  waits?: string | null;
  candidates: { cell: string; test?: string | null; how: string; evidence: string }[];
}

/** What became of a file that was handed in, or would become of it. */
export interface WireFileVerdict {
  id?: string | null;
  name: string;
  known: boolean;
  state: string;
  format?: string | null;
  records: number;
  cycles: number;
  place?: string | null;
  reason?: string | null;
  test?: string | null;
  waits?: string | null;
  warnings: { line: number; code: string; message: string }[];
}

/** A cell on a channel of a tester. */
export interface WireMount {
  id?: string;
  cell: string;
  device: string;
  unit?: string | null;
  channel: string;
  protocol?: string | null;
  mountedAt?: string | null;
  mountedBy?: string | null;
  clockOffsetS?: number | null;
  unmountedAt?: string | null;
  unmountedBy?: string | null;
  endReason?: string | null;
}

export interface WireThing { id: string; kind: string; at: string; by: string; demonstration: boolean; effective: string; arm?: string | null; facts: Record<string, unknown> }

/** What follows from the files of a test, and what people typed in. */
export interface WireTestResults {
  test: string;
  cell: string;
  cellType: string;
  arm: string;
  demonstration: boolean;
  protocol: string;
  technique: string;
  areaCm2?: number | null;
  activeMassMg?: number | null;
  currentMaCm2?: number | null;
  capacityMahCm2?: number | null;
  temperatureK?: number | null;
  files: { sha256: string; name: string; format: string; parser: string; records: number; startsAtS: number }[];
  results: { quantity: string; values: Record<string, number>; undefined?: string | null; verdict?: string | null; flags: string[]; method: string; formula: string }[];
  typed: { id: string; quantity: string; number: number; verdict?: string | null; instrument: string; role: string; enteredBy: string; enteredAt: string; late: boolean; transcribed: boolean; counts: boolean; seenBy?: string | null }[];
}

/** Buckets of [fromS, toS, minV, maxV, minA, maxA]. */
export interface WireTestCurve { test: string; exact: boolean; buckets: (number | null)[][] }

export interface WireTestCycle { number: number; direction: number; startS: number; endS: number; chargeMah: number; currentMa: number; meanMv: number; mostMv: number; ce?: number | null }

export interface WireSurvivalArm {
  name: string;
  cells: number;
  failures: number;
  censored: number;
  deadOnArrival: number;
  pooled: string[];
  steps: { hours: number; atRisk: number; failures: number; share: number; low?: number | null; high?: number | null }[];
  medianH?: number | null;
  restrictedMeanH?: number | null;
  weibull?: { state: string; shape?: number | null; shapeLow?: number | null; shapeHigh?: number | null; scaleH?: number | null; scaleLowH?: number | null; scaleHighH?: number | null; b10H?: number | null } | null;
  lives: { cell: string; test: string; hours: number; failed: boolean; verdict: string; rule: string; radiusMm?: number | null }[];
}

export interface WireSurvival {
  by: string;
  cellType: string;
  demonstration: boolean;
  arms: WireSurvivalArm[];
  literature: { arm: string; source: string; hours: number; failed: boolean; currentMaCm2: number; capacityMahCm2: number }[];
  comparison?: { first: string; second: string; chiSquare?: number | null; p?: number | null; events: number; tooFewFailures: boolean; medianRatio?: number | null } | null;
  leftOut: { cell: string; why: string }[];
  protocols: { currentMaCm2?: number | null; capacityMahCm2?: number | null; cells: number }[];
}

export interface WireComparison {
  quantity: string;
  value: string;
  by: string;
  demonstration: boolean;
  arms: { name: string; cells: number; mean?: number | null; deviation?: number | null; median?: number | null; values: { cell: string; test: string; value: number }[] }[];
  welch?: { difference: number; low: number; high: number; t: number; degrees: number; p: number } | null;
  leftOut: { cell: string; why: string }[];
}

export interface WireSpc {
  quantity: string;
  source: string;
  recipe: string;
  demonstration: boolean;
  baseline: number;
  centre?: number | null;
  sigmaWithin?: number | null;
  lower?: number | null;
  upper?: number | null;
  upperRange?: number | null;
  release: { low?: number | null; high?: number | null };
  inControl: boolean;
  points: { run: string; at: string; value: number; range?: number | null; rules: number[]; measured: boolean }[];
  capability?: { cp?: number | null; cpk?: number | null; pp?: number | null; ppk?: number | null; n: number; few: boolean } | null;
}
