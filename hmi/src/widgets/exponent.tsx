// Powers of ten with the page's own digits, raised: the small superscript letters of Unicode are in few fonts.
const PLAIN: Record<string, string> = { '⁻': '\u2212', '⁰': '0', '¹': '1', '²': '2', '³': '3', '⁴': '4', '⁵': '5', '⁶': '6', '⁷': '7', '⁸': '8', '⁹': '9' };

function parts(text: string): { text: string; raised: boolean }[] {
  return text.split(/([⁻⁰¹²³⁴-⁹]+)/).filter(Boolean).map((p) => (PLAIN[p[0]!] !== undefined ? { text: [...p].map((c) => PLAIN[c]).join(''), raised: true } : { text: p, raised: false }));
}

export function Exponent({ text, svg = false }: { text: string; svg?: boolean }) {
  if (!/[⁻⁰¹²³⁴-⁹]/.test(text)) return <>{text}</>;
  return <>{parts(text).map((p, i) => (p.raised ? (svg ? <tspan key={i} class="raised">{p.text}</tspan> : <sup key={i}>{p.text}</sup>) : p.text))}</>;
}
