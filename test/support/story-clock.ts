/** The offset that makes a desk's or a stand-in's clock show this moment of the invented day now, as "2023-06-13 10:05" at the hospital. */
export function offsetTo(hospitalMinute: string): number {
  return Date.parse(`${hospitalMinute.replace(' ', 'T')}:00+08:00`) - Date.now();
}
