/** Who works at a window: 收费员, 班组长, 医保办, 财务, 系统管理员. */
export const CLERK_ROLES = ['clerk', 'supervisor', 'insurance-officer', 'finance', 'administrator'] as const;
export type ClerkRole = (typeof CLERK_ROLES)[number];
