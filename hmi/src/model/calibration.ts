// What the calibration page needs to know about what it was told. Pure functions; every number comes from the server.
import type { WireCalibration, WireMeasurementOrder, WireProposal, WireResidual } from '../api/wire';

/** The proposal that waits for a decision, the newest of them: films, a sweep and a grid may each have one. */
export function openProposal(page: WireCalibration | null): WireProposal | null {
  return page?.proposals.find((p) => p.decision === 'OPEN') ?? null;
}

/** What a proposal comes from. */
export function proposalKind(proposal: WireProposal): string {
  return proposal.commissioning?.kind ?? 'FILM';
}

export interface Draft { run: string; piece: 'witness' | 'slot'; label: string; method: string; nm: string; sigma: string; site: string; at: string; source: string }

/** A number as a person types it, with a point or a comma; null when it is none. */
export function typed(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** The draft as it is sent, or null while something is missing; the server judges whether it makes sense. */
export function orderOf(draft: Draft): WireMeasurementOrder | null {
  const nm = typed(draft.nm);
  const sigma = typed(draft.sigma);
  const slot = draft.piece === 'slot' ? typed(draft.label) : null;
  const at = Date.parse(draft.at);
  if (!draft.run || nm === null || sigma === null || !draft.site.trim() || !Number.isFinite(at)) return null;
  if (draft.piece === 'slot' ? slot === null : !draft.label.trim()) return null;
  return {
    run: draft.run, ...(slot !== null ? { slot } : { witness: draft.label.trim() }), method: draft.method, thicknessNm: nm, sigmaNm: sigma,
    site: draft.site.trim(), measuredAt: new Date(at).toISOString(), ...(draft.source ? { source: draft.source } : {}),
  };
}

export interface Dot { x: number; before: number; after: number; half: number; residual: WireResidual }

/** Places of the residuals in a picture of this size: runs from left to right, nanometres upward, zero in the middle. */
export function dots(residuals: readonly WireResidual[], width: number, height: number): { dots: Dot[]; spanNm: number } {
  const most = Math.max(0.1, ...residuals.map((r) => Math.max(Math.abs(r.residualBeforeNm), Math.abs(r.residualAfterNm)) + r.sigmaNm));
  const steps = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
  const spanNm = steps.find((s) => s >= most) ?? most;
  const y = (nm: number): number => height / 2 - (nm / spanNm) * (height / 2);
  return {
    spanNm,
    dots: residuals.map((residual, i) => ({
      x: (width * (i + 0.5)) / residuals.length, before: y(residual.residualBeforeNm), after: y(residual.residualAfterNm), half: (residual.sigmaNm / spanNm) * (height / 2), residual,
    })),
  };
}
