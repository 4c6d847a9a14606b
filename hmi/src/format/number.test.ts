import { describe, expect, it } from 'vitest';
import { BAD_TEXT, coarsePascal, exact, fixed, loose, niceCeil, pascal, quantity, scale, scientific, ticks, tickText, withBand } from './number';
import { clock, inWords, mmss, offset } from './time';
import { fill } from './words';
import { en } from './en';
import { zh } from './zh';

describe('numbers as people read them', () => {
  it('writes a minus, not a hyphen, and never minus nothing', () => {
    expect(fixed(-3.14, 1)).toBe('\u22123.1');
    expect(fixed(-0.001, 1)).toBe('0.0');
  });
  it('shows process pressure with three decimals and base pressure with two digits', () => {
    expect(pascal(0.501)).toBe('0.501');
    expect(pascal(4.2e-4)).toBe('4.2\u202f×\u202f10⁻⁴');
    expect(pascal(0.00999)).toBe('1.0\u202f×\u202f10⁻²');
    expect(pascal(0)).toBe('0.000');
    expect(pascal(81000)).toBe('81000');
  });
  it('gives a gauge that spans decades two digits', () => {
    expect(coarsePascal(1.0987)).toBe('1.1');
    expect(coarsePascal(0.5731)).toBe('0.57');
    expect(coarsePascal(81234)).toBe('81000');
    expect(coarsePascal(4.23e-4)).toBe('4.2\u202f×\u202f10⁻⁴');
  });
  it.each([[300.24, 'W', '300.2'], [411.6, 'V', '412'], [0.348, 'A', '0.35'], [11.94, 'sccm', '11.9'], [2.018, 'nm/min', '2.02'], [38.24, '°C', '38.2'], [42.61, '%', '42.6'], [5, '', '5'], [0.5, '', '0.500']])('%s %s reads %s', (v, unit, text) => {
    expect(quantity(v, unit)).toBe(text);
  });
  it('does not print what is not a number', () => expect(quantity(NaN, 'Pa')).toBe(BAD_TEXT));
  it('keeps every digit of a number from a file', () => {
    expect(exact(0.5, 'Pa')).toBe('0.5\u202fPa');
    expect(exact(62.5, 'kHz')).toBe('62.5\u202fkHz');
    expect(exact(-2)).toBe('\u22122');
    expect(exact(0.0005)).toBe('5\u202f×\u202f10⁻⁴');
    expect(exact(null)).toBe('');
  });
  it('never gives a value more decimals than its band, which covers 95 %', () => {
    expect(withBand(21.437, 0.357)).toEqual({ value: '21.4', band: '0.7' });
    expect(withBand(321.43, 8)).toEqual({ value: '321', band: '16' });
  });
  it('passes words through and adds a unit to numbers', () => {
    expect(loose('YES')).toBe('YES');
    expect(loose(-0.6, 'L/min')).toBe('\u22120.6\u202fL/min');
  });
  it('finds round ends and ticks', () => {
    expect(niceCeil(39.04)).toBe(40);
    expect(niceCeil(0)).toBe(1);
    expect(ticks(0, 40, 4)).toEqual([0, 10, 20, 30, 40]);
    expect(ticks(0.4812, 0.6, 3)).toEqual([0.5, 0.55, 0.6]);
    expect(scale(396, 436, 2.4)).toEqual({ low: 380, high: 440, ticks: [380, 400, 420, 440] });
    expect(tickText(0.5, 0.25)).toBe('0.50');
    expect(tickText(-2.5, 2.5)).toBe('\u22122.5');
  });
  it('writes powers of ten', () => expect(scientific(-12345, 2)).toBe('\u22121.2\u202f×\u202f10⁴'));
});

describe('times', () => {
  it('counts down in minutes and says long times in words', () => {
    expect(mmss(317)).toBe('05:17');
    expect(mmss(3870)).toBe('1:04:30');
    expect(mmss(null)).toBe('—');
    expect(inWords(3840)).toBe('1 h 04 min');
    expect(inWords(45)).toBe('45 s');
  });
  it('gives the distance of events as they are told', () => {
    expect(offset(4)).toBe('4 ms');
    expect(offset(1100)).toBe('1.1 s');
  });
  it('does not invent a clock time', () => expect(clock('nonsense')).toBe('—'));
});

describe('the catalogue', () => {
  it('fills names and chooses the plural by the number', () => {
    expect(fill('{n|# effect|# effects} tripped', { n: 1 }, 'en')).toBe('1 effect tripped');
    expect(fill('{n|# effect|# effects} tripped', { n: 4 }, 'en')).toBe('4 effects tripped');
    expect(fill('Run {id}', {}, 'en')).toBe('Run {id}');
  });
  it('asks for the same parts in both languages', () => {
    const parts = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((m) => m[1]).sort();
    for (const key of Object.keys(en) as (keyof typeof en)[]) expect(parts(zh[key]), key).toEqual(parts(en[key]));
  });
});
