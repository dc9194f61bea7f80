/**
 * What a terminology server knows of codes, remembered on disk. Messages ask the memory and never
 * wait; what it does not know is asked behind them, within the rate that the server allows. A full
 * list of questions drops new ones; they are asked again with the next message.
 */
@NullMarked
package org.parley.conformance.terminology;

import org.jspecify.annotations.NullMarked;
