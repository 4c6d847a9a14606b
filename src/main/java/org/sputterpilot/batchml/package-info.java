/** Master recipes in BatchML, the XML form of ISA-88 that other batch systems read and write. */
package org.sputterpilot.batchml;
