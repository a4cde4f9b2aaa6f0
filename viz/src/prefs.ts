// What the reader chose, kept where the browser allows it (a file opened from disk may not).
const PREFIX = "ringtrace.";

export function remembered(name: string): string {
  try {
    return localStorage.getItem(PREFIX + name) ?? "";
  } catch {
    return "";
  }
}

export function remember(name: string, value: string) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Not kept: the page works without.
  }
}
