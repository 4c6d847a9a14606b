import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..');

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name);
    return one.isDirectory() ? sources(path) : /(?<!\.test)\.tsx?$/.test(one.name) ? [path] : [];
  });
}

describe('what a person wrote', () => {
  // Text goes to the page through the view library alone, which writes text; nothing here makes markup or code of it.
  it('is drawn as text everywhere, because no source can draw it otherwise', () => {
    const markup = /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|srcdoc|\beval\(|new Function\(|createContextualFragment|javascript:/;
    const found = sources(SRC).filter((path) => markup.test(readFileSync(path, 'utf8')));
    expect(sources(SRC).length).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });
});
