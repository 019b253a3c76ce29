/** What stands beside the gateway when it is measured. */
package org.retzef.gatewaypeer;
