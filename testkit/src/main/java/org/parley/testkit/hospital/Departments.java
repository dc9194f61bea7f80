package org.parley.testkit.hospital;

/** Those who do their part for a patient wherever they lie. */
record Departments(
        Ordering ordering, Prescribing prescribing, Documents documents, Devices devices) {}
