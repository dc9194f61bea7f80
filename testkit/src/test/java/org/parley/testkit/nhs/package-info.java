@org.jspecify.annotations.NullMarked
package org.parley.testkit.nhs;
