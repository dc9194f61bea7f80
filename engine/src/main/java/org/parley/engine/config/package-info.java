/**
 * Configuration: a trust's folder of YAML becomes checked records and a plan, or every problem at
 * once, each with file, line and column.
 *
 * <p>Nothing here throws on input: bytes that are not text, files that are not YAML and values that
 * make no sense all end as a {@link org.parley.engine.config.Lint}. Every kind of document and of
 * transport is described once, by a {@code Spec}; reading, lints, the JSON Schema for editors and
 * the page docs/guide/configuration.md all come from that one description.
 *
 * <p>Limits: a YAML file of {@value org.parley.engine.config.Source#MAX_FILE_BYTES} bytes, {@value
 * org.parley.engine.config.Source#MAX_FILES} files, {@value
 * org.parley.engine.config.YamlReader#MAX_DEPTH} levels, {@value
 * org.parley.engine.config.YamlReader#MAX_DOCUMENTS} documents a file.
 */
@NullMarked
package org.parley.engine.config;

import org.jspecify.annotations.NullMarked;
