/** What the log's entries look like elsewhere: EventBridge's form and that of CloudEvents. */
@NullMarked
package dev.footlights.deliver.form;

import org.jspecify.annotations.NullMarked;
