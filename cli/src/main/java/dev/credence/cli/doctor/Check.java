package dev.credence.cli.doctor;

import java.util.List;

/** Looks at one side of an installation. */
interface Check {
    /** One word, as findings carry it. */
    String name();

    /** At least one finding. What it throws becomes a failure of this check. */
    List<Finding> look(Patient patient);
}
