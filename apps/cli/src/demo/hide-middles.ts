/** The lines of a credential file as they may be shown: four characters at each end of every value. */
export function hideMiddles(file: string): string {
  return file.replace(/(?<=: )(\S{4})\S+(\S{4})$/gmu, "$1…$2");
}
