/** A workflow, what class is set for its calls, and how many of them declare none. */
export interface WorkflowClassDto {
  workflow: string;
  /** Null: none is set. */
  set: {
    taskClass: string;
    /** False: the class is not in use any more, so it says nothing. */
    isInUse: boolean;
    byName: string;
    at: string;
  } | null;
  /** Calls of the period; decimal strings. */
  calls: string;
  undeclared: string;
}

export interface WorkflowClassesDto {
  workflows: WorkflowClassDto[];
  /** How many more workflows there are. */
  more: number;
  /** The reader may set classes, and add and archive them. */
  maySet: boolean;
}
