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
  mustChangePassword?: boolean;
  by?: string;
}

/** Somebody signed in at a screen. */
export interface WireSession { id: string; user: string; from: string; browser: string; by: string; startedAt: string; activeAt: string; endsAt: string; locked: boolean; locksInS: number | null; own: boolean }

/** A key for a script; the key itself comes once, with the answer that makes it. */
export interface WireToken { id: string; name: string; scope: string[]; createdAt: string; expiresAt: string; revokedAt: string | null; valid: boolean; key?: string }

export interface WireUser { user: string; name: string; roles: string[]; createdAt: string; createdBy: string; passwordAt: string; mustChangePassword: boolean; disabledAt: string | null; demonstration: boolean; sessions: number }

/** An OPC UA certificate: ours, or one a server has shown. */
export interface WireCertificate { thumbprint: string; subject: string; application: string; notBefore: string; notAfter: string; expired: boolean; standing: 'OWN' | 'TRUSTED' | 'QUARANTINE' | 'REJECTED' }

export interface WireLinkCertificates { link: string; own: WireCertificate | null; peers: WireCertificate[] }

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

export interface WireRecipeVersion {
  version: number | string;
  state: string;
  hash?: string;
  authors?: string[];
  comment?: string | null;
}

export interface WireRecipeItem {
  id: string;
  title: string;
  description?: string | null;
  effective?: number | string | null;
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
}

export interface WireRecipe extends WireRecipeItem {
  version?: number | string;
  state?: string;
  hash?: string;
  header?: Record<string, unknown>;
  formula?: WireParameter[];
  procedure?: { phase: string; title?: string | null; endsWhen?: string | null; parameters?: WireParameter[]; limits?: string[] }[];
  prediction?: { thicknessNm: number; sigmaNm: number; durationS: number; outOfToleranceP?: number | null } | null;
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
