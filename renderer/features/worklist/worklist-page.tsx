export function WorklistPage() { return null; }
