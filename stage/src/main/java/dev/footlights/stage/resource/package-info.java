/** What people make beside stages: ingest configurations, keys, encoder and storage ones. */
@NullMarked
package dev.footlights.stage.resource;

import org.jspecify.annotations.NullMarked;
