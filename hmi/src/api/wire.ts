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
}

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
}

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
}

export interface WireIncident {
  number: number;
  at: string;
  over: boolean;
  bypassed: string[];
  recovery: { text: string; done: boolean }[];
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

export interface WireForecast {
  thicknessNm: number;
  sigmaNm: number;
  rateNmPerMin: number;
  depositS: number;
  durationS: number;
  kWh: number;
  outOfToleranceP: number | null;
  risks: string[];
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
  forecast: WireForecast | null;
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
  forecast?: WireForecast | null;
  text: string;
  findings: WireFinding[];
  acts: { act: string; allowed: boolean; why?: string }[];
}

export interface WireRunRecord {
  id: string;
  state: string;
  phase?: string | null;
  recipe: string;
  version?: number | string | null;
  hash?: string | null;
  title?: string | null;
  operator?: string | null;
  engineering?: boolean;
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
  slots?: { slot: string | number; item?: string; thicknessNm?: number | null; sigmaNm?: number | null; trueNm?: number | null }[];
  phases?: { name: string; startedAt?: string | null; endedAt?: string | null; elapsedS?: number | null; endedBecause?: string | null }[];
  events?: { at: string; kind?: string; subject?: string; phase?: string | null; text: string; who?: string | null }[];
}

export interface WireFaults {
  available: { fault: string; what?: string }[];
  active: (string | { fault: string; since?: string; after?: string; for?: string })[];
}

export interface WireNumbers { rate: number; rateSigma: number; tooling: number; toolingSigma: number }

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
