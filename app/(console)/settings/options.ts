/** A team to choose in a form. */
export interface TeamOption {
  id: string;
  name: string;
}

/** A department to choose in a form. */
export interface DepartmentOption {
  id: string;
  name: string;
}

/** A one-time link to send, shown once. */
export interface OpenLink {
  name: string;
  url: string;
  until: string;
}
