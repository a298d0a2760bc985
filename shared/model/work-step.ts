/** What a person does about a row of the work list: takes it, hands it over, notes something, calls, or puts a forgotten order aside. */
export const WORK_STEPS = ['claim', 'hand-over', 'note', 'call', 'put-aside'] as const;

/** How a call before the admission ended. */
export const CALL_OUTCOMES = ['reached', 'will-file', 'no-answer', 'wrong-number', 'not-coming'] as const;
