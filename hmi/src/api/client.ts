// Requests to the controller. A reading request may fail quietly; a command never does, and is never
// kept for later: with the link down it is refused here, before it could be sent.
import type {
  WireAddendum, WireAlarm, WireAlarmMetrics, WireAlarmMove, WireAuditLine, WireAuditState, WireBinding, WireCalibration, WireComparison,
  WireDeviation, WireDeviationOrder, WireDevicePlace, WireFaults, WireFileVerdict, WireFilm, WireFilmForecast, WireGoldenRun, WireHistory,
  WireHolder, WireInterlocks, WireLinkCertificates, WireLinkRow, WireMe, WireMeasurementOrder, WireModule, WireMount, WireOneTimePassword,
  WirePartial, WirePermissive, WirePlannedRun, WirePredictOrder, WireProblem, WireProofOrder, WireProofRow, WireProofTest, WireReauthentication,
  WireRecipe, WireRecipeCheck, WireRecipeDiff, WireRecipeItem, WireRecipeReading, WireRecordState, WireReleaseStep, WireReview, WireRunRecord, WireRunReplay,
  WireSaved, WireSession, WireShadow, WireSignInWays, WireSignature, WireSpc, WireStartOrder, WireStatus, WireStepReport, WireSurvival, WireTag,
  WireTestCurve, WireTestCycle, WireTestFile, WireTestResults, WireThing, WireToken, WireToolWork, WireUser,
} from './wire';

const BASE = '/api/v1';
const READ_TIMEOUT_MS = 8000;
const COMMAND_TIMEOUT_MS = 4000;
const UPLOAD_TIMEOUT_MS = 30000;

/** What the controller answered instead of what was asked for. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly problem: WireProblem, readonly waitS = 0) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
  }
}

/** Nothing was sent, because nobody would have received it. */
export class LinkDown extends Error {
  constructor() {
    super('link down');
  }
}

let clockOffsetMs: number | null = null;
let linkUp: () => boolean = () => false;

/** Tells how far this browser's clock is from the controller's; commands carry the controller's time. */
export function clockSeen(serverTime: string, receivedAt = Date.now()): void {
  const at = Date.parse(serverTime);
  if (Number.isFinite(at)) clockOffsetMs = at - receivedAt;
}

/** Who may say whether the link is alive: the model, by the age of its last frame. */
export function linkJudge(judge: () => boolean): void {
  linkUp = judge;
}

export function serverNow(now = Date.now()): number {
  return now + (clockOffsetMs ?? 0);
}

export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID exists only on secure origins
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

async function problemOf(response: Response): Promise<WireProblem> {
  try {
    const body: unknown = await response.json();
    return body !== null && typeof body === 'object' ? (body as WireProblem) : {};
  } catch {
    return {};
  }
}

async function read<T>(path: string, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(BASE + path, {
    headers: { Accept: 'application/json', ...headers }, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(READ_TIMEOUT_MS),
  });
  const date = response.headers.get('Date');
  // Whole seconds only, so it serves until the first frame brings the exact time.
  if (date && clockOffsetMs === null && Math.abs(Date.parse(date) - Date.now()) > 1500) clockSeen(date);
  if (!response.ok) throw new Refusal(response.status, await problemOf(response));
  return (await response.json()) as T;
}

async function command<T>(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  if (!linkUp()) throw new LinkDown();
  const response = await fetch(BASE + path, {
    method,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'X-Client-Time': new Date(serverNow()).toISOString(),
      'Idempotency-Key': idempotencyKey(),
      ...headers,
    },
    credentials: 'same-origin',
    body: JSON.stringify(body ?? {}),
    signal: AbortSignal.timeout(COMMAND_TIMEOUT_MS),
  });
  if (!response.ok) await refuse(response);
  const text = await response.text();
  return (text ? JSON.parse(text) : {}) as T;
}

/** Something about people, not about the plant: it needs no live picture to be right. */
async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(BASE + path, {
    method, headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) }, credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }), signal: AbortSignal.timeout(READ_TIMEOUT_MS),
  });
  if (!response.ok) await refuse(response);
  const text = await response.text();
  return (text ? JSON.parse(text) : {}) as T;
}

/** Who must know that this screen has locked itself: the model. */
let whenLocked: () => void = () => {};
export function onLocked(tell: () => void): void {
  whenLocked = tell;
}

const LOCKED = 423;
async function refuse(response: Response): Promise<never> {
  if (response.status === LOCKED) whenLocked();
  throw new Refusal(response.status, await problemOf(response));
}

/** Files to be read; nothing in the plant moves by it, so it may take its time. */
async function upload<T>(path: string, form: FormData): Promise<T> {
  const response = await fetch(BASE + path, {
    method: 'POST', headers: { Accept: 'application/json' }, credentials: 'same-origin', body: form, signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
  });
  if (!response.ok) throw new Refusal(response.status, await problemOf(response));
  return (await response.json()) as T;
}

/** A recipe's text, byte for byte. Saving is a command; reading one nobody has saved is not. */
async function yaml<T>(method: string, path: string, text: string, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(BASE + path, {
    method, headers: { Accept: 'application/json', 'Content-Type': 'application/yaml', ...headers }, credentials: 'same-origin', body: text, signal: AbortSignal.timeout(READ_TIMEOUT_MS),
  });
  if (!response.ok) throw new Refusal(response.status, await problemOf(response));
  return (await response.json()) as T;
}

/** Whether the site's identity service keeps this person's password; then a proof from there goes with an act. */
let vouched = false;
export function vouchedFor(byService: boolean): void {
  vouched = byService;
}

/** What shows under an act who did it: the password, or the proof that stands for it. */
const shows = (secret: string): { password: string } | { proof: string } => (vouched ? { proof: secret } : { password: secret });
const under = (secret: string, meaning: string) => ({ ...shows(secret), meaning });

const signed = (order: WireStartOrder) =>
  ({ ...order, ...(order.signature ? { signature: under(order.signature.password, order.signature.meaning) } : {}) });

const versionPath = (id: string, version: number): string => `/recipes/${encodeURIComponent(id)}/versions/${version}`;

const query = (parts: Record<string, string | number>): string =>
  Object.entries(parts).map(([k, v]) => `${k}=${encodeURIComponent(String(v))}`).join('&');

/** A list may come bare or inside an object; both read the same. */
function listOf<T>(answer: unknown, key: string): T[] {
  if (Array.isArray(answer)) return answer as T[];
  if (answer !== null && typeof answer === 'object') {
    const inner = (answer as Record<string, unknown>)[key] ?? (answer as Record<string, unknown>).items;
    if (Array.isArray(inner)) return inner as T[];
  }
  return [];
}

/** Where a browser finds a run's record, with what was added until a moment. */
export const recordPath = (run: string, form: string, asOf: string | null): string =>
  `${BASE}/runs/${encodeURIComponent(run)}/${form}${asOf ? `?${query({ asOf })}` : ''}`;

export const api = {
  status: () => read<WireStatus>('/status'),
  me: () => read<WireMe>('/me'),
  tags: async () => listOf<WireTag>(await read('/tags'), 'tags'),
  permissives: async (recipe: string) => listOf<WirePermissive>(await read(`/permissives?${query({ recipe })}`), 'permissives'),
  interlocks: () => read<WireInterlocks>('/interlocks'),
  recipes: async () => listOf<WireRecipeItem>(await read('/recipes'), 'recipes'),
  recipe: (id: string) => read<WireRecipe>(`/recipes/${encodeURIComponent(id)}`),
  recipeVersion: (id: string, version: number) => read<WireRecipe>(versionPath(id, version)),
  recipeDiff: (id: string, from: number, to: number) => read<WireRecipeDiff>(`/recipes/${encodeURIComponent(id)}/diff?${query({ from, to })}`),
  checkRecipe: (id: string, version: number) => command<WireRecipeCheck>('POST', `${versionPath(id, version)}/check`, {}),
  readRecipe: (id: string, text: string) => yaml<WireRecipeReading>('POST', `/recipes/read?${query({ id })}`, text),
  runs: async () => listOf<WireRunRecord>(await read('/runs'), 'runs'),
  run: (id: string) => read<WireRunRecord>(`/runs/${encodeURIComponent(id)}`),
  golden: (id: string) => read<WireGoldenRun>(`/runs/${encodeURIComponent(id)}/golden`),
  replay: (run: string) => read<WireRunReplay>(`/runs/${encodeURIComponent(run)}/replay`),
  recordState: (run: string) => read<WireRecordState>(`/runs/${encodeURIComponent(run)}/record/verification`),
  addenda: async (run: string, asOf: string | null) => listOf<WireAddendum>(await read(`/runs/${encodeURIComponent(run)}/addenda${asOf ? `?${query({ asOf })}` : ''}`), 'addenda'),
  addToRecord: (run: string, kind: string, text: string, password: string, meaning: string) =>
    command('POST', `/runs/${encodeURIComponent(run)}/addenda`, { kind, text, signature: { password, meaning } }),
  deviations: async (open: boolean) => listOf<WireDeviation>(await read(`/deviations?${query({ open: String(open), limit: 500 })}`), 'deviations'),
  deviation: (number: string) => read<WireDeviation>(`/deviations/${encodeURIComponent(number)}`),
  deviationsOf: async (run: string) => listOf<WireDeviation>(await read(`/deviations?${query({ run })}`), 'deviations'),
  openDeviation: (order: WireDeviationOrder) => command<WireDeviation>('POST', '/deviations', order),
  writeDeviation: (number: string, order: WireDeviationOrder) => command<WireDeviation>('POST', `/deviations/${encodeURIComponent(number)}/entries`, order),
  moveDeviation: (number: string, act: string, order: { reason?: string; grade?: string; password?: string; meaning?: string }) => {
    const { password, meaning, ...rest } = order;
    return command<WireDeviation>('POST', `/deviations/${encodeURIComponent(number)}/${act}`, { ...rest, ...(password ? { signature: under(password, meaning ?? '') } : {}) });
  },
  review: (run: string) => read<WireReview>(`/runs/${encodeURIComponent(run)}/review`),
  signReview: (run: string, text: string, password: string, meaning: string) => command<WireReleaseStep>('POST', `/runs/${encodeURIComponent(run)}/review`, { text, signature: under(password, meaning) }),
  askRisk: (entity: string, reason: string, expires: string, password: string, meaning: string) => command<WireReleaseStep>('POST', '/dispositions/requests', { entity, reason, expires, signature: under(password, meaning) }),
  dispose: (order: { entity: string; disposition: string; reason: string; expires?: string; password: string; meaning: string }) => {
    const { password, meaning, ...rest } = order;
    return command<{ entity: string; disposition: string }>('POST', '/dispositions', { ...rest, signature: under(password, meaning) });
  },
  history: (tag: string, from: string, to: string, points: number) => read<WireHistory>(`/history?${query({ tag, from, to, points })}`),
  filmBudget: () => read<WireFilm>('/film/budget'),
  uniformity: (asked: { holder?: string; recipe?: string; filmNm?: number }) => read<WireHolder>(`/film/uniformity?${query(asked as Record<string, string | number>)}`),
  calibration: () => read<WireCalibration>('/film/calibration'),
  predict: (order: WirePredictOrder) => send<WireFilmForecast>('POST', '/film/predict', order),
  proofTests: async () => listOf<WireProofRow>(await read('/proof-tests'), 'causes'),
  findProofTest: (id: string) => read<WireProofTest>(`/proof-tests/${encodeURIComponent(id)}`),
  modules: async () => listOf<WireModule>(await read('/maintenance-locks/modules'), 'modules'),
  toolWork: async () => listOf<WireToolWork>(await read('/equipment-events'), 'events'),
  faults: () => read<WireFaults>('/virtual-chamber/faults'),

  abort: (reason: string) => command('POST', '/abort', { reason }),
  startRun: (order: WireStartOrder) => command<{ id: string }>('POST', '/runs', signed(order)),
  shadow: () => read<WireShadow>('/shadow'),
  queue: async () => listOf<WirePlannedRun>(await read('/runs/queue'), 'queue'),
  planRun: (order: WireStartOrder, startsAt: string | null) => command<WirePlannedRun>('POST', '/runs/queue', { order: signed(order), startsAt }),
  movePlanned: (id: string, place: number) => command('POST', `/runs/queue/${encodeURIComponent(id)}/place`, { place }),
  unplan: (id: string) => command('DELETE', `/runs/queue/${encodeURIComponent(id)}`, {}),
  answerPrompt: (run: string, n: number, answer: string, comment: string, signature?: { password: string; meaning: string }) =>
    command('POST', `/runs/${encodeURIComponent(run)}/prompts/${n}`, { answer, comment, ...(signature ? { signature: under(signature.password, signature.meaning) } : {}) }),
  comment: (run: string, text: string) => command('POST', `/runs/${encodeURIComponent(run)}/comments`, { text }),
  partials: async (run: string) => listOf<WirePartial>(await read(`/runs/${encodeURIComponent(run)}/partials`), 'items'),
  decidePartial: (run: string, foil: string, order: { decision: string; reason: string; deviation?: string; statedNm?: number; statedSigmaNm?: number; signature: { password: string; meaning: string } }) =>
    command<WirePartial>('POST', `/runs/${encodeURIComponent(run)}/partials/${encodeURIComponent(foil)}`, { ...order, signature: under(order.signature.password, order.signature.meaning) }),
  approvePartial: (run: string, foil: string, signature: { password: string; meaning: string }) =>
    command<WirePartial>('POST', `/runs/${encodeURIComponent(run)}/partials/${encodeURIComponent(foil)}/approve`, under(signature.password, signature.meaning)),
  runCommand: (run: string, name: string, reason: string, password?: string) =>
    command('POST', `/runs/${encodeURIComponent(run)}/commands`, {
      command: name, reason, ...(password ? { signature: under(password, `${name} ${run}`) } : {}),
    }),
  resetInterlocks: (reason: string) => command('POST', '/interlocks/reset', { reason }),
  requestBypass: (order: { cause: string; minutes: number; reason: string; compensation: string; password: string; meaning: string }) => {
    const { password, meaning, ...rest } = order;
    return command<{ id: number }>('POST', '/interlocks/bypasses', { ...rest, signature: under(password, meaning) });
  },
  decideBypass: (id: number, approve: boolean, password: string, meaning: string) =>
    command('POST', `/interlocks/bypasses/${id}/${approve ? 'approve' : 'reject'}`, { signature: under(password, meaning) }),
  signMatrix: (hash: string, password: string, meaning: string) => command('POST', '/interlocks/matrix/signatures', { hash, signature: under(password, meaning) }),
  removeBypass: (id: number, reason: string) => command('DELETE', `/interlocks/bypasses/${id}?${query({ reason })}`, {}),
  draftRecipe: (id: string, basedOn: number, comment: string, text: string) => {
    if (!linkUp()) throw new LinkDown();
    return yaml<WireSaved>('POST', `/recipes?${query({ id, basedOn, comment })}`, text, { 'Idempotency-Key': idempotencyKey() });
  },
  saveRecipe: (id: string, version: number, hash: string, text: string) => {
    if (!linkUp()) throw new LinkDown();
    return yaml<WireSaved>('PUT', versionPath(id, version), text, { 'If-Match': `"${hash}"`, 'Idempotency-Key': idempotencyKey() });
  },
  recipeAct: (id: string, version: number, hash: string, act: string, password: string, meaning: string, comment: string) =>
    command<WireSaved>('POST', `${versionPath(id, version)}/${act}`, { signature: under(password, meaning), comment }, { 'If-Match': `"${hash}"` }),
  acknowledge: (alarm: string, comment: string) => command('POST', `/alarms/${encodeURIComponent(alarm)}/acknowledge`, { comment }),
  alarmAct: (alarm: string, act: string, body: { comment: string; minutes?: number; oneShot?: boolean }) => command('POST', `/alarms/${encodeURIComponent(alarm)}/${act}`, body),
  allAlarms: async () => listOf<WireAlarm>(await read('/alarms?all=true'), 'alarms'),
  alarmJournal: async (from: string, alarm: string) => listOf<WireAlarmMove>(await read(`/alarms/journal?${query({ from, alarm, limit: 500 })}`), 'moves'),
  alarmMetrics: (from: string) => read<WireAlarmMetrics>(`/alarms/metrics?${query({ from })}`),
  measure: (order: WireMeasurementOrder) => command<{ id: string; proposal: number | null }>('POST', '/measurements', order),
  profiles: (files: readonly File[], xUnit: string, zUnit: string) => {
    const form = new FormData();
    for (const file of files) form.append('files', file, file.name);
    if (xUnit) form.append('xUnit', xUnit);
    if (zUnit) form.append('zUnit', zUnit);
    return upload<WireStepReport>('/measurements/profiles', form);
  },
  handIn: (files: readonly File[], test: string, dryRun: boolean) => {
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    if (test) form.append('test', test);
    return upload<{ files?: WireFileVerdict[] } & Partial<WireTestFile>>(`/cell-tests?${query({ dryRun: String(dryRun) })}`, form);
  },
  testFiles: async (unlinked: boolean) => listOf<WireTestFile>(await read(`/imports?${query({ unlinked: String(unlinked) })}`), 'files'),
  linkFile: (id: string, test: string, reason: string) => send<WireTestFile>('POST', `/imports/${id}/link`, { test, reason }),
  unlinkFile: (id: string, reason: string) => send<WireTestFile>('POST', `/imports/${id}/unlink`, { reason }),
  board: async (all: boolean) => listOf<WireMount>(await read(`/channel-board?${query({ all: String(all) })}`), 'mounts'),
  mount: (order: WireMount) => send<WireMount>('POST', '/channel-board', order),
  unmount: (id: string, endReason: string) => send<WireMount>('POST', `/channel-board/${id}/unmount`, { endReason }),
  tests: async () => listOf<WireThing>(await read(`/tests?${query({ limit: 500 })}`), 'things'),
  testResults: (test: string) => read<WireTestResults>(`/tests/${encodeURIComponent(test)}/results`),
  testCurve: (test: string, points: number) => read<WireTestCurve>(`/tests/${encodeURIComponent(test)}/curve?${query({ points })}`),
  testCycles: async (test: string) => listOf<WireTestCycle>(await read(`/tests/${encodeURIComponent(test)}/cycles`), 'cycles'),
  seenResult: (test: string, id: string) => send('POST', `/tests/${encodeURIComponent(test)}/results/${id}/seen`, {}),
  survival: (asked: Record<string, string | number>) => read<WireSurvival>(`/statistics/survival?${query(asked)}`),
  compareCells: (asked: Record<string, string | number>) => read<WireComparison>(`/statistics/compare?${query(asked)}`),
  spc: (source: string) => read<WireSpc>(`/statistics/spc?${query({ source })}`),
  commission: (run: string) => command<{ proposal: number }>('POST', '/film/calibration/commissioning', { run }),
  decideProposal: (id: number, decision: 'accept' | 'reject', password: string, meaning: string, comment: string) =>
    command('POST', `/film/calibration/proposals/${id}/${decision}`, { signature: under(password, meaning), comment }),
  restoreVersion: (version: number, password: string, meaning: string, comment: string) =>
    command('POST', `/film/calibration/versions/${version}/restore`, { signature: under(password, meaning), comment }),
  proofTest: (order: WireProofOrder) => command<{ id: string }>('POST', '/proof-tests', { ...order, signature: under(order.signature.password, order.signature.meaning) }),
  stopProofTest: (id: string, reason: string) => command('POST', `/proof-tests/${encodeURIComponent(id)}/stop`, { reason }),
  takeLock: (module: string, reason: string) => command('POST', '/maintenance-locks', { module, reason }),
  releaseLock: (id: string, reason: string) => command('DELETE', `/maintenance-locks/${encodeURIComponent(id)}?${query({ reason })}`, {}),
  worked: (order: { kind: string; asset: string; oldSerial: string; newSerial: string; erodedPercent: number; comment: string; signature: { password: string; meaning: string } }) =>
    command('POST', '/equipment-events', { ...order, signature: under(order.signature.password, order.signature.meaning) }),
  injectFault: (fault: string) => command('POST', '/virtual-chamber/faults', { fault }),
  clearFault: (fault: string) => command('DELETE', `/virtual-chamber/faults/${encodeURIComponent(fault)}`, {}),
  setSpeed: (speed: number) => command('POST', '/virtual-chamber/speed', { speed }),

  session: (active: boolean) => read<WireSession>('/session', active ? { 'X-Active': '1' } : {}),
  resume: (password: string) => send<WireSession>('POST', '/session/resume', shows(password)),
  reauthenticate: () => send<WireReauthentication>('POST', '/session/reauthentication', {}),
  reauthentication: (proof: string) => read<WireReauthentication>(`/session/reauthentication/${encodeURIComponent(proof)}`),
  signInWays: () => read<WireSignInWays>('/sign-in'),
  meanings: () => read<Record<string, string[]>>('/signatures/meanings'),
  lock: () => send<WireSession>('POST', '/session/lock', {}),
  sessions: () => read<WireSession[]>('/sessions'),
  endSession: (id: string) => send('DELETE', `/sessions/${encodeURIComponent(id)}`),
  endOtherSessions: () => send('DELETE', '/sessions'),
  changePassword: (current: string, password: string) => send('POST', '/me/password', { current, password }),
  tokens: () => read<WireToken[]>('/me/tokens'),
  newToken: (order: { name: string; scope: string[]; days: number }) => send<WireToken>('POST', '/me/tokens', order),
  revokeToken: (id: string) => send('DELETE', `/me/tokens/${encodeURIComponent(id)}`),
  users: () => read<WireUser[]>('/users'),
  createUser: (order: { user: string; name: string; roles: string[] }) => send<WireOneTimePassword>('POST', '/users', order),
  changeUser: (user: string, change: { name?: string; roles?: string[]; disabled?: boolean; reason?: string }) => send<WireUser>('PATCH', `/users/${encodeURIComponent(user)}`, change),
  resetPassword: (user: string) => send<WireOneTimePassword>('POST', `/users/${encodeURIComponent(user)}/reset-password`, {}),

  audit: (asked: Record<string, string>) => read<WireAuditLine[]>(`/audit?${new URLSearchParams(asked)}`),
  auditExport: (asked: Record<string, string>) => `/api/v1/audit/export?${new URLSearchParams(asked)}`,
  verifyAudit: () => read<WireAuditState>('/audit/verify'),
  signature: (id: string) => read<WireSignature>(`/signatures/${encodeURIComponent(id)}`),
  signatures: (object: string) => read<WireSignature[]>(`/signatures?object=${encodeURIComponent(object)}`),
  links: () => read<WireLinkRow[]>('/links'),
  browse: (link: string, path: string, search = '') => read<WireDevicePlace[]>(`/links/${encodeURIComponent(link)}/browse?${new URLSearchParams(search ? { search } : { path })}`),
  bindings: (link: string) => read<WireBinding[]>(`/links/${encodeURIComponent(link)}/bindings`),
  tagMap: (link: string, places: string[]) => read<{ text: string }>(`/links/${encodeURIComponent(link)}/tag-map?${new URLSearchParams(places.map((place) => ['place', place]))}`),
  certificates: () => read<WireLinkCertificates[]>('/certificates'),
  judgeCertificate: (link: string, thumbprint: string, trust: boolean, reason: string) => send('POST', `/certificates/${encodeURIComponent(link)}/${thumbprint}/${trust ? 'trust' : 'reject'}`, { reason }),
  rotateCertificate: (link: string, reason: string) => send('POST', `/certificates/${encodeURIComponent(link)}/rotate`, { reason }),

  /** Form sign-in: the answer leaves the session's cookie, and /me says who it is. */
  signIn: async (user: string, password: string): Promise<WireMe> => {
    const response = await fetch('/j_security_check', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ j_username: user, j_password: password }),
      redirect: 'manual',
      signal: AbortSignal.timeout(READ_TIMEOUT_MS),
    });
    if (!response.ok) throw new Refusal(response.status, await problemOf(response), Number(response.headers.get('Retry-After') ?? 0));
    return read<WireMe>('/me');
  },
  /** Ends the session; answers where the identity service ends its own, if it knows the person. */
  signOut: async (): Promise<string | null> => {
    const response = await fetch(`${BASE}/logout`, { method: 'POST', credentials: 'same-origin', signal: AbortSignal.timeout(READ_TIMEOUT_MS) });
    return response.status === 200 ? ((await response.json()) as { service: string }).service : null;
  },
};
