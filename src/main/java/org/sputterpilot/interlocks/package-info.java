/**
 * What must never happen: causes, their effects, first-out, permissives and alarms. Everything here is judged once a
 * turn on the frozen image; nothing here knows recipes.
 */
package org.sputterpilot.interlocks;
