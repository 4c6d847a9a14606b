import { describe, expect, it } from 'vitest';
import { isUndecided, replaced, written } from './recipe';

const text = 'power: { value: 150 W, why: "x" } # remark\ntitle: "A"\n';
const at = (part: string) => ({ line: 1, column: 1, from: text.indexOf(part), to: text.indexOf(part) + part.length });

describe('a value of a recipe text', () => {
  it('is exchanged and everything else stays', () => {
    expect(replaced(text, at('150 W'), ' 160 W ')).toBe('power: { value: 160 W, why: "x" } # remark\ntitle: "A"\n');
  });
  it('keeps its quotes', () => {
    expect(replaced(text, at('"A"'), 'B')).toContain('title: "B"');
    expect(written(text, at('"A"'))).toBe('A');
  });
  it('cannot break out of its place', () => {
    expect(replaced(text, at('150 W'), '1 W }\nx: [#"')).toBe('power: { value: 1 W   x:, why: "x" } # remark\ntitle: "A"\n');
  });
});

describe('a joined text', () => {
  it('is undecided while marks stand in it', () => {
    expect(isUndecided('a\n<<<<<<< yours\nb\n=======\nc\n>>>>>>> theirs\n')).toBe(true);
    expect(isUndecided('a\nb\n')).toBe(false);
  });
});
