import { describe, expect, it } from 'vitest';
import { against, eventWords, paramName, readable, tagWords } from './said';

describe('what the controller says', () => {
  it('rounds readings and leaves limits as they were written', () => {
    expect(readable('cooling flow 4.008191404 L/min')).toBe('cooling flow 4.0 L/min');
    expect(readable('5.823446733e-20 L/min')).toBe('0.0 L/min');
    expect(readable('< 1.5 L/min')).toBe('< 1.5 L/min');
    expect(readable('<= 5e-4 Pa')).toBe('≤ 5\u202f×\u202f10⁻⁴ Pa');
    expect(readable('inside 19.5 %..23.5 %')).toBe('inside 19.5 %..23.5 %');
    expect(readable('voltage drift -0.30591 V/min')).toBe('voltage drift −0.31 V/min');
  });
  it('does not touch names with digits in them', () => {
    expect(readable('link.plc1.alive YES, E5_COOLING, Ti3O5')).toBe('link.plc1.alive YES, E5_COOLING, Ti3O5');
  });
  it('names a value only among others', () => {
    expect(against('cooling.flow 3.989384 L/min', 'cooling.flow < 1.5 L/min')).toEqual({ value: '4.0 L/min', limit: '< 1.5 L/min' });
    expect(against('door.is_closed YES', 'door.is_closed is NO')).toEqual({ value: 'YES', limit: 'NO' });
    expect(against('utility.ups_on_battery NO, utility.mains_ok YES', 'utility.mains_ok is YES and utility.ups_on_battery is NO').value).toBe('ups on battery NO, mains ok YES');
    expect(against('film.deposit_cap not known, shutter.open_time 0 s', 'shutter.open_time > film.deposit_cap').limit).toBe('shutter open time > film deposit cap');
    expect(against(null, undefined)).toEqual({ value: '', limit: '' });
  });
  it('speaks tags, parameters and events in words', () => {
    expect(tagWords('vacuum.gate.is_open')).toBe('gate is open');
    expect(paramName('target_thickness')).toBe('Target thickness');
    expect(eventWords('FIRST_OUT', 'Cathode cooling flow low: cooling.flow 5.823446733e-20 L/min')).toBe('Cathode cooling flow low: cooling flow 0.0 L/min');
    expect(eventWords('EFFECT_NORMAL', 'Cathode power off')).toContain('Cathode power off');
    expect(eventWords('ALARM', 'UNACKNOWLEDGED: cooling.flow 0.1 L/min', 'E5')).toContain('cooling flow 0.1 L/min');
  });
});
