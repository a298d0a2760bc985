/** Where care is given, seen from the insured place: inside it, elsewhere in its province, in another province. */
export const CARE_PLACES = ['local', 'in-province', 'cross-province'] as const;
export type CarePlace = (typeof CARE_PLACES)[number];

/** Relatives that an account may pay for. */
export const RELATIVES = ['spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild'] as const;
export type Relative = (typeof RELATIVES)[number];
