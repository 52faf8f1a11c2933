let asked = $state(false);

/** Whether somebody wants to see another moment: the dialog for it stands open. */
export const looking = {
  get asked(): boolean {
    return asked;
  },
  ask(): void {
    asked = true;
  },
  close(): void {
    asked = false;
  },
};
