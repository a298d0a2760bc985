/**
 * Whether a diagnosis forces the injury questions: injury, poisoning and fracture (ICD-10 S00–T98), outer causes (V01–Y98), and pathological
 * fractures (M84.4, M80), which look like one.
 *
 * Pure. Source: national rules of the stay's registration (TRUM_FLAG is mandatory there); the hospital's own list may be longer.
 */
export const asksInjury = (codes: readonly string[]): boolean =>
  codes.some((code) => /^(S\d|T([0-8]\d|9[0-8])|V\d|W\d|X\d|Y([0-8]\d|9[0-8])|M80|M84\.4)/i.test(code.trim()));
