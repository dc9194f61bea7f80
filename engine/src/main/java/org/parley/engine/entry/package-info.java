/**
 * What the engine writes into a journal entry's headers, and how it reads it back. The forms here
 * are on disk for months: a form is never changed, only added to, and every form that was ever
 * written can be read.
 */
@NullMarked
package org.parley.engine.entry;

import org.jspecify.annotations.NullMarked;
