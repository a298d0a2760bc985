/** One line of JSON per event on standard error. No personal data, ever: codes, counts and ids only. */
export function logEvent(event: string, facts: Readonly<Record<string, string | number | boolean | null>> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), process: 'shell', event, ...facts })}\n`);
}
