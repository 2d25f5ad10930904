/** {@code make page}: the page of the plugin in a real browser, on a platform of this machine. */
package dev.goldenpath.page;
