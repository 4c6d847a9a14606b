// What a recipe rests on.
import type { WireParameter } from '../api/wire';

/** Nobody has measured this number on this tool, and no publication stands behind it. */
export const isAssumption = (parameter: WireParameter): boolean => parameter.basis?.toUpperCase() === 'ASSUMPTION';
