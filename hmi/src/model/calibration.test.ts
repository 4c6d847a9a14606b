import { describe, expect, it } from 'vitest';
import type { WireCalibration, WirePermissive, WireProposal, WireResidual } from '../api/wire';
import { blocksStart } from '../widgets/permissives';
import { dots, openProposal, orderOf, typed, type Draft } from './calibration';

const proposal = (id: number, decision: string): WireProposal => ({
  id, decision, at: '', baseVersion: 0, before: { rate: 1, rateSigma: 0.015, tooling: 1, toolingSigma: 0.03 }, after: { rate: 1.04, rateSigma: 0.018, tooling: 1, toolingSigma: 0.02 },
  timeChangePercent: -3.8, measuredRuns: 1, flags: [], residuals: [],
});
const page = (...proposals: WireProposal[]): WireCalibration => ({ inForce: 0, targetCalibrated: true, runsSinceMeasured: 0, advisories: [], versions: [], proposals, measurements: [] });
const residual = (before: number, after: number): WireResidual => ({
  measurement: 'm', run: 'R', measuredNm: 32, sigmaNm: 0.5, beforeNm: 32 - before, afterNm: 32 - after, residualBeforeNm: before, residualAfterNm: after, surpriseSigmas: 1, rate: 'LEARNED', tooling: 'LEARNED', fresh: false,
});
const draft: Draft = { run: 'R-1', piece: 'witness', label: 'W-1', method: 'AFM', nm: '32,4', sigma: '0.5', site: 'centre', at: '2026-03-02T10:00', source: '' };

describe('the proposal that waits', () => {
  it('is the newest one, when it is open', () => {
    expect(openProposal(page(proposal(2, 'OPEN'), proposal(1, 'SUPERSEDED')))?.id).toBe(2);
    expect(openProposal(page(proposal(2, 'ACCEPTED'), proposal(1, 'OPEN')))?.id, 'a sweep waits beside accepted films').toBe(1);
    expect(openProposal(page())).toBeNull();
    expect(openProposal(null)).toBeNull();
  });
});

describe('what a person types', () => {
  it('may have a comma', () => {
    expect(typed('32,4')).toBe(32.4);
    expect(typed(' 0.5 ')).toBe(0.5);
    for (const wrong of ['', '3.2.1', '32 nm', '1e3', ',']) expect(typed(wrong)).toBeNull();
  });
  it('is sent with either a witness or a slot', () => {
    expect(orderOf(draft)).toMatchObject({ run: 'R-1', witness: 'W-1', thicknessNm: 32.4, sigmaNm: 0.5 });
    expect(orderOf(draft)).not.toHaveProperty('slot');
    const foil = orderOf({ ...draft, piece: 'slot', label: '2' });
    expect(foil).toMatchObject({ slot: 2 });
    expect(foil).not.toHaveProperty('witness');
  });
  it('is not sent while something is missing', () => {
    for (const gap of [{ run: '' }, { label: ' ' }, { nm: '' }, { sigma: 'x' }, { site: '' }, { at: '' }, { piece: 'slot' as const, label: 'W-1' }]) expect(orderOf({ ...draft, ...gap })).toBeNull();
  });
});

describe('the picture of the residuals', () => {
  it('has zero in the middle and room for every bar', () => {
    const made = dots([residual(1.2, 0), residual(-0.4, 0.1)], 100, 80);
    expect(made.spanNm).toBe(2);
    expect(made.dots.map((d) => d.x)).toEqual([25, 75]);
    expect(made.dots[0]!.after).toBe(40);
    expect(made.dots[0]!.before).toBeCloseTo(16);
    for (const d of made.dots) expect(Math.min(d.before, d.after) - d.half).toBeGreaterThanOrEqual(0);
  });
});

describe('a calibration run', () => {
  it('does not wait for what only keeps production back', () => {
    const only = (blocks: string[]): WirePermissive => ({ id: 'x', title: 'x', ok: false, blocks });
    expect(blocksStart(only(['PRODUCTION']), true)).toBe(true);
    expect(blocksStart(only(['PRODUCTION']), false)).toBe(false);
    expect(blocksStart(only(['START']), false)).toBe(true);
    expect(blocksStart(only(['Deposit']), true)).toBe(false);
  });
});
