export function StaysPage(_: { readonly everybody: boolean }) { return null; }
