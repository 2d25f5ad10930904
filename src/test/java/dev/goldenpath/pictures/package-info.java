/** The pictures of the documentation, each drawn by code: {@code make pictures}. */
package dev.goldenpath.pictures;
