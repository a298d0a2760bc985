const PHONE = /^\+?\d{5,20}$/;

export const isPhone = (text: string): boolean => PHONE.test(text);

/** Only what a phone number is written with. */
export const phoneText = (text: string): string => text.replace(/[^\d+]/g, '');
