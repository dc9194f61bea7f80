package org.parley.engine.config;

/** One document of the configuration; its first key is its kind. */
public sealed interface Document
        permits TrustDocument, SystemDocument, RouteDocument, TestDocument {
    /** Its name, unique among its kind. */
    String name();

    /** Where it is written. */
    Written written();
}
