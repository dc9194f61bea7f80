package org.parley.conformance.rule;

/** A rule ready to be asked. Shared by any number of threads. */
public final class CompiledRule {
    private final Rule rule;
    private final Question question;

    CompiledRule(Rule rule, Question question) {
        this.rule = rule;
        this.question = question;
    }

    public Rule rule() {
        return rule;
    }

    /** Whether anything of this port can answer it; one that cannot is never asked. */
    public boolean measurable() {
        return !(question instanceof Question.Unanswerable);
    }

    /** What it says of a message. Pure; always ends. */
    public Ruling ask(Subject subject) {
        return question.ask(subject);
    }
}
